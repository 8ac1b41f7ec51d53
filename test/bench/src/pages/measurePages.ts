import type { Browser, Page } from 'playwright-core';
import { quantile } from '../machine';
import { type Opening, openPage, watchPage } from './openPage';
import type { Place } from './places';
import { takePicture } from './takePicture';

/** What a job makes is waited for once; it is there for everybody afterwards. */
const FIRST_SECONDS = 1_800;
/** Time for charts to come to rest before a picture. */
const REST_MILLISECONDS = 600;

const WINDOW = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

export type PageFigure = {
  readonly place: Place;
  readonly byLink: readonly Opening[];
  readonly byAddress: readonly Opening[];
  /** Seconds until what jobs make was there, the first time it was asked for. */
  readonly firstSeconds: number;
  /** Why there is no figure. */
  readonly failure?: string;
};

/** Opens every place so many times by a link within the portal, and a third as often by its address. */
export async function measurePages(
  browser: Browser,
  url: string,
  list: readonly Place[],
  times: number,
): Promise<PageFigure[]> {
  const context = await browser.newContext({ viewport: WINDOW });
  const page = await context.newPage();
  await watchPage(page);
  await enter(page, url);
  const figures: PageFigure[] = [];
  for (const place of list) {
    const byLink: Opening[] = [];
    const byAddress: Opening[] = [];
    const began = performance.now();
    let firstSeconds = NaN;
    let failure: string | undefined;
    try {
      await openPage(
        page,
        `${url}${place.path}`,
        place.shows,
        'address',
        FIRST_SECONDS,
      );
      firstSeconds = (performance.now() - began) / 1000;
      for (let i = 0; i < Math.ceil(times / 3); i++)
        byAddress.push(
          await openPage(page, `${url}${place.path}`, place.shows, 'address'),
        );
      for (let i = 0; i < times; i++) {
        // From another page of the portal, as a person comes.
        await openPage(page, `${url}/settings`, /Settings/, 'link');
        byLink.push(
          await openPage(page, `${url}${place.path}`, place.shows, 'link'),
        );
      }
      if (place.picture) {
        await page.waitForTimeout(REST_MILLISECONDS);
        await takePicture(page, place.picture);
      }
      for (const kind of place.alsoAs ?? []) {
        if (kind === 'phone') await page.setViewportSize(PHONE);
        else await page.evaluate(() => localStorage.setItem('theme', 'dark'));
        await openPage(page, `${url}${place.path}`, place.shows, 'address');
        await page.waitForTimeout(REST_MILLISECONDS);
        await takePicture(
          page,
          `${place.picture}-${kind === 'phone' ? 390 : kind}`,
        );
        await page.setViewportSize(WINDOW);
        await page.evaluate(() => localStorage.removeItem('theme'));
      }
    } catch (error) {
      failure = (error as Error).message;
    }
    figures.push({ place, byLink, byAddress, firstSeconds, failure });
    console.log(line(figures.at(-1)!));
  }
  await context.close();
  return figures;
}

async function enter(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: /enter/i }).click();
  await page.getByRole('link', { name: 'ML assets' }).first().waitFor();
}

/** A row of the table in docs/reference/measured.md. */
export function line(figure: PageFigure): string {
  const { place, byLink, byAddress, failure } = figure;
  if (failure) return `| ${place.name} | ✗ ${failure.split('\n')[0]} |`;
  const of = (list: readonly Opening[], name: keyof Opening, share: number) =>
    quantile(
      list.map(opening => opening[name]),
      share,
    ).toFixed(0);
  return `| ${[
    place.name,
    of(byLink, 'millis', 0.5),
    of(byLink, 'millis', 0.95),
    of(byAddress, 'millis', 0.5),
    of(byLink, 'requests', 0.5),
    of(byLink, 'kilobytes', 0.5),
    of(byLink, 'longestTaskMillis', 0.95),
  ].join(' | ')} |`;
}
