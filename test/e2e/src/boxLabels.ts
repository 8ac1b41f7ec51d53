import { assert, type Check, type Portal } from './journey';
import { mergePullRequest, propose, readPullRequest } from './pullRequest';

const SCENES = '/catalog/default/resource/digit-scenes';
const LABELS = `${SCENES}/labels`;
const PULL = 'northlight/digit-scenes/pull/1';
/** The first judging of the labels waits for other jobs. */
const JUDGED_SECONDS = 240;
const KINDS = ['overlooked', 'badly_located', 'swapped'] as const;
/** Pictures looked at for one of which a doubt is left after one is settled. */
const LOOKED_AT = 20;

/** Decisions the walk makes, one of each kind that occurs. */
const decided: string[] = [];

/** From a manifest of pictures with boxes to a merged repair of boxes. */
export const boxLabels: readonly Check[] = [
  {
    name: 'a data set of pictures with boxes is declared by its manifest, and shows its pictures with their boxes',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${SCENES}/sync`);
      await portal.heading(/Declared by greenroom.yaml/);
      await page
        .getByRole('row', { name: /task .*object-detection/ })
        .waitFor();
      await portal.goto(`${SCENES}/data?view=rows`);
      await page
        .getByRole('button', { name: 'Open row form-001.png' })
        .click({ timeout: JUDGED_SECONDS * 1000 });
      const row = page.getByRole('dialog');
      await row.getByRole('heading', { name: /^\d boxes$/ }).waitFor();
      await row.getByRole('img', { name: /144 by 144 pixels/ }).waitFor();
      await portal.assertAccessible();
    },
  },
  {
    name: 'the labels tab says how many pictures have doubtful boxes, and of which kind',
    async run(portal) {
      const { page } = portal;
      await portal.goto(LABELS);
      await portal.heading(
        /pictures have doubtful boxes, most often: /,
        JUDGED_SECONDS,
      );
      await portal.heading(/checks? passed/);
      await portal.assertAccessible();
      await portal.picture('boxes-overview');
      await page
        .getByRole('list', { name: /Doubtful rows by kind/ })
        .getByRole('button', { name: /^overlooked/ })
        .click();
      await page.getByRole('list', { name: 'Doubtful boxes' }).waitFor();
    },
  },
  {
    name: 'one suggestion of each kind is taken by keyboard, with what is doubtful drawn and listed',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${LABELS}?view=resolver`);
      await page.getByRole('list', { name: 'Doubtful boxes' }).waitFor();
      const offered = await kindsOffered(portal);
      for (const kind of offered) {
        await portal.goto(`${LABELS}?view=resolver&kind=${kind}`);
        await pictureOfSeveral(portal);
        const findings = page
          .getByRole('list', { name: 'Doubtful boxes' })
          .getByRole('listitem');
        // The worst, which gives the picture its kind, stays switched on.
        const others = (await findings.count()) - 1;
        for (let digit = 2; digit <= others + 1; digit++)
          await page.keyboard.press(String(digit));
        await page.getByRole('heading', { name: /, 1 taken$/ }).waitFor();
        if (kind === offered[0]) {
          await page.getByRole('img').first().waitFor();
          await portal.assertAccessible();
          await portal.picture('boxes-resolver');
        }
        decided.push(await rowName(portal));
        await page.keyboard.press('s');
        await page
          .getByText(new RegExp(`^Basket: ${decided.length} decisions?$`))
          .waitFor();
      }
      assert(
        decided.length > 0,
        'No kind of doubtful box occurs among the scenes.',
      );
    },
  },
  {
    name: 'a box is moved by numbers, drawn by pointer, removed and left as it was',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${LABELS}?view=resolver`);
      const boxes = page.getByRole('list', {
        name: 'Boxes as they would stand',
      });
      await boxes.getByRole('button').first().focus();
      await page.keyboard.press('Enter');
      const x = page.getByLabel('x', { exact: true });
      await x.fill(String(Number(await x.inputValue()) + 1));
      await boxes.getByText('yours').first().waitFor();
      await page.getByRole('button', { name: 'As it was' }).click();
      await page.keyboard.press('Escape');
      const before = await boxes.getByRole('listitem').count();
      const drawing = page.getByRole('img', { name: /^Picture of row/ });
      await drawing.scrollIntoViewIfNeeded();
      const place = await drawing.boundingBox();
      assert(place !== null, 'The picture has no place on the page.');
      // The lower right corner, where forms are empty.
      const at = (share: number) =>
        [
          place.x + place.width * share,
          place.y + place.height * share,
        ] as const;
      await page.mouse.move(...at(0.88));
      await page.mouse.down();
      await page.mouse.move(...at(0.98), { steps: 4 });
      await page.mouse.up();
      await page
        .getByRole('heading', {
          name: `${before + 1} boxes as they would stand`,
        })
        .waitFor();
      await portal.assertAccessible();
      await portal.picture('boxes-editor');
      await page.getByRole('button', { name: 'Remove box' }).click();
      await page
        .getByRole('heading', { name: `${before} boxes as they would stand` })
        .waitFor();
    },
  },
  {
    name: 'the resolver of boxes is readable on a phone and in the dark',
    async run(portal) {
      const { page } = portal;
      const show = async (name: string) => {
        await portal.goto(`${LABELS}?view=resolver`);
        await page.getByRole('img', { name: /^Picture of row/ }).waitFor();
        await portal.assertAccessible();
        await portal.assertNoSideways();
        await portal.picture(name);
      };
      await page.setViewportSize({ width: 390, height: 844 });
      await show('boxes-resolver-390');
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.evaluate(() => localStorage.setItem('theme', 'dark'));
      await show('boxes-resolver-dark');
      await page.evaluate(() => localStorage.removeItem('theme'));
    },
  },
  {
    name: 'pictures are chosen side by side with their boxes',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${LABELS}?view=grid&decided=open`);
      await page
        .getByRole('list', { name: 'Doubtful rows' })
        .getByText(/\d box(es)?: /)
        .first()
        .waitFor();
      await portal.assertAccessible();
      await portal.picture('boxes-grid');
    },
  },
  {
    name: 'annotators of boxes are told how they read the guideline differently',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${LABELS}?view=annotators`);
      await portal.heading(
        /differences? between annotators recurs?: sharpen the guideline/,
        JUDGED_SECONDS,
      );
      await page.getByRole('link', { name: 'GUIDELINE.md' }).waitFor();
      await portal.assertAccessible();
      await portal.picture('boxes-annotators');
    },
  },
  {
    name: 'the basket of boxes becomes a pull request of annotation lines alone',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${SCENES}/changes`);
      const basket = page.getByRole('region', {
        name: 'Decisions in your basket',
        exact: true,
      });
      await basket.waitFor();
      const words = await basket.innerText();
      assert(
        !words.includes('{'),
        `The basket shows the text of boxes: ${words}`,
      );
      await portal.assertAccessible();
      await portal.picture('boxes-basket');
      await propose(portal, 'Repair doubtful boxes');
      const { files, added, removed } = await readPullRequest(portal, PULL);
      assert(
        files.every(file => /^data\/(train|test)\.json$/.test(file)),
        `The pull request changes ${files.join(', ')}.`,
      );
      const others = [...added, ...removed].filter(
        line => !line.includes('"bbox"'),
      );
      assert(
        added.length > 0 && others.length === 0,
        `The pull request changes lines that are no annotations: ${others.join(
          '; ',
        )}`,
      );
    },
  },
  {
    name: 'a merge brings a version in which the decisions on boxes are settled',
    async run(portal) {
      const { page } = portal;
      await mergePullRequest(portal, PULL);
      await portal.goto(`${SCENES}/changes`);
      await page.getByText('Data version: done').waitFor({ timeout: 60_000 });
      await portal.goto(`${LABELS}?view=resolver&kind=all&decided=decided`);
      await page
        .getByText(/In this version already by /)
        .first()
        .waitFor({ timeout: JUDGED_SECONDS * 1000 });
      await portal.assertAccessible();
      await portal.picture('boxes-settled');
    },
  },
];

/** Kinds of doubtful boxes that the resolver offers a queue for. */
async function kindsOffered(portal: Portal): Promise<string[]> {
  const queue = portal.page.getByLabel('queue:');
  await queue
    .locator('option')
    .filter({ hasText: /\(\d+\)$/ })
    .first()
    .waitFor({ state: 'attached' });
  const values = await queue
    .locator('option')
    .evaluateAll(options =>
      options.map(option => option.getAttribute('value') ?? ''),
    );
  return KINDS.filter(kind => values.includes(kind));
}

/** Goes on to a picture with several doubtful boxes, so that one stays when another is settled. */
async function pictureOfSeveral({ page }: Portal): Promise<void> {
  const findings = page
    .getByRole('list', { name: 'Doubtful boxes' })
    .getByRole('listitem');
  await findings.first().waitFor();
  for (let looked = 1; looked < LOOKED_AT; looked++) {
    if ((await findings.count()) > 1) return;
    await page.keyboard.press('j');
  }
  await page.keyboard.press('ArrowLeft');
}

async function rowName({ page }: Portal): Promise<string> {
  const name = await page
    .getByRole('group', { name: /^Row / })
    .getAttribute('aria-label');
  return name ?? '';
}
