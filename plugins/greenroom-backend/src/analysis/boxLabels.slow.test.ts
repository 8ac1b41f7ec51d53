import {
  type Box,
  boxesText,
  type LabelIssue,
  type LabelQuality,
  type Run,
  type RunList,
} from '@greenroom/backstage-plugin-greenroom-common';
import { startRooms } from '../__testUtils__/startRooms';
import { testDatabases } from '../database/testDatabases';

/** Real git, databases and child processes, on a machine that may be busy. */
jest.setTimeout(240_000);

const DECLARED = `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: scenes }
spec:
  version: 1.0.0
  task: object-detection
  table:
    format: coco
    splits: [{ name: train, path: train.json }, { name: test, path: test.json }]
  label: boxes
  classes: [cat, dog]
  annotators:
    files: [{ annotator: ann, path: ann.json }, { annotator: bob, path: bob.json }]
    personal: true
  guideline: GUIDELINE.md
---
apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: finder }
spec:
  version: 2.0.0
  task: object-detection
  classes: [cat, dog]
  trainedOn: { dataset: scenes, split: train }
  predictions: { outOfFold: folds.json }
  evaluations:
    - { name: held-out, dataset: scenes, split: test, predictions: found.json }
    - { name: by-heart, dataset: scenes, split: train, predictions: by-heart.json }
`;

const CATEGORIES = [
  { id: 4, name: 'dog' },
  { id: 9, name: 'cat' },
];
const idOf = (label: string) =>
  CATEGORIES.find(({ name }) => name === label)!.id;

type Scene = { readonly name: string; readonly boxes: readonly Box[] };

const box = (label: string, x: number, y: number, side: number): Box => ({
  label,
  x,
  y,
  width: side,
  height: side,
});

/** A cat, and three dogs side by side. */
function sceneOf(i: number): Scene {
  const y = 10 + (i % 5);
  return {
    name: `p${String(i).padStart(2, '0')}.png`,
    boxes: [
      box('cat', 10, y, 40),
      ...[100, 120, 140].map(x => box('dog', x, y, 20)),
    ],
  };
}

const TRUE = Array.from({ length: 40 }, (_, i) => sceneOf(i));
const inTrain = (scenes: readonly Scene[]) => scenes.slice(0, 30);
const inTest = (scenes: readonly Scene[]) => scenes.slice(30);

/** In p03 nobody drew the cat, in p07 it is a dog, and in p35 its box slipped. */
const GIVEN = TRUE.map(({ name, boxes: [cat, ...dogs] }): Scene => {
  switch (name) {
    case 'p03.png':
      return { name, boxes: dogs };
    case 'p07.png':
      return { name, boxes: [{ ...cat, label: 'dog' }, ...dogs] };
    case 'p35.png':
      return { name, boxes: [{ ...cat, y: cat.y + 32 }, ...dogs] };
    default:
      return { name, boxes: [cat, ...dogs] };
  }
});

/** Ids of a file's own: the same ones stand for other pictures in another file. */
function coco(scenes: readonly Scene[]): string {
  return JSON.stringify({
    categories: CATEGORIES,
    images: scenes.map(({ name }, i) => ({
      id: i + 1,
      file_name: name,
      width: 200,
      height: 100,
    })),
    annotations: scenes
      .flatMap(({ boxes }, i) => boxes.map(each => ({ each, image: i + 1 })))
      .map(({ each, image }, i) => ({
        id: i + 1,
        image_id: image,
        category_id: idOf(each.label),
        bbox: [each.x, each.y, each.width, each.height],
      })),
  });
}

function results(scenes: readonly Scene[]): string {
  return JSON.stringify(
    scenes.flatMap(({ boxes }, i) =>
      boxes.map(({ label, x, y, width, height }) => ({
        image_id: i + 1,
        category_id: idOf(label),
        bbox: [x, y, width, height],
        score: 0.99,
      })),
    ),
  );
}

/** Who draws one box around the dogs. */
const grouping = ({ name, boxes: [cat] }: Scene): Scene => ({
  name,
  boxes: [cat, { label: 'dog', x: 100, y: cat.y, width: 60, height: 20 }],
});

const FILES = {
  'greenroom.yaml': DECLARED,
  'GUIDELINE.md': 'Draw a box around each animal.\n',
  'train.json': coco(inTrain(GIVEN)),
  'test.json': coco(inTest(GIVEN)),
  'ann.json': coco(TRUE.slice(0, 12).map(grouping)),
  'bob.json': coco(TRUE.slice(0, 12)),
  'folds.json': results(inTrain(TRUE)),
  'found.json': results(inTest(TRUE)),
  'by-heart.json': results(inTrain(GIVEN)),
};

const [{ knex: connect }] = testDatabases();

describe('label quality of pictures with boxes', () => {
  let rooms: ReturnType<typeof startRooms>;
  let versionId: string;

  beforeAll(async () => {
    rooms = startRooms(await connect());
    versionId = (await rooms.push(FILES)).at(-1)!.id;
  });
  afterAll(() => rooms.close());
  beforeEach(() => rooms.deny());

  const get = async (path: string) => {
    const { status, body } = await rooms
      .api()
      .get(`/versions/${versionId}/labels${path}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body;
  };
  const runOf = async (evaluation: string): Promise<Run> => {
    const { body } = await rooms.api().get('/runs');
    const { id } = (body as RunList).items.find(
      run => run.evaluation === evaluation,
    )!;
    return (await rooms.api().get(`/runs/${id}`)).body;
  };
  const issueOf = async (key: string, kind: string): Promise<LabelIssue> => {
    const { items }: LabelQuality = await get(`?kind=${kind}&limit=200`);
    return items.find(item => item.key === key)!;
  };

  it('judges each split by predictions of who was not trained on it', async () => {
    const { job, rows, predictions, checks } = await get('');
    expect(job).toMatchObject({ state: 'succeeded' });
    expect(rows).toBe(40);
    expect(predictions).toEqual([
      {
        splits: ['train'],
        origin: 'out-of-fold predictions of finder 2.0.0',
        rows: 30,
      },
      {
        splits: ['test'],
        origin: 'held-out predictions of finder 2.0.0',
        rows: 10,
      },
    ]);
    expect(checks).toContainEqual({
      name: 'Predictions on training data',
      state: 'found',
      text: expect.stringMatching(
        /^The predictions of the evaluation by-heart/,
      ),
    });
  });

  it('doubts what was planted, and no other box', async () => {
    const { issues, byKind } = await get('');
    expect(issues).toBe(3);
    expect(byKind).toEqual(
      expect.arrayContaining([
        { kind: 'overlooked', count: 1 },
        { kind: 'swapped', count: 1 },
        { kind: 'badly_located', count: 1 },
      ]),
    );
  });

  it.each([
    ['p03.png', 'overlooked', /99 % sure of a cat here, and there is no box/],
    ['p07.png', 'swapped', /99 % sure that this dog is a cat/],
    ['p35.png', 'badly_located', /sees this cat 32 px higher up/],
  ])(
    'suggests for %s, which is %s, all boxes as they should be',
    async (key, kind, why) => {
      const issue = await issueOf(key, kind);
      const place = Number(key.slice(1, 3));
      expect(issue).toMatchObject({
        given: boxesText(GIVEN[place].boxes),
        findings: [{ kind, why: expect.stringMatching(why) }],
        why: expect.stringMatching(why),
      });
      expect(JSON.parse(issue.suggested!)).toEqual(
        expect.arrayContaining([...TRUE[place].boxes]),
      );
    },
  );

  it('asks for a sharper guideline where annotators draw differently', async () => {
    const { total }: LabelQuality = await get('?kind=ambiguous');
    expect(total).toBe(12);
    expect(await issueOf('p03.png', 'ambiguous')).toMatchObject({
      why: expect.stringMatching(
        /2 annotators agree on 33 % .* one box around several .*\(GUIDELINE\.md\)/,
      ),
    });
  });

  it('says how annotators read the guideline differently', async () => {
    const { design, annotators, agreement } = await get('/annotators');
    expect(design).toBe('several');
    expect(annotators).toMatchObject([
      { annotator: 'bob', rows: 12, quality: { value: 1 / 4, n: 48 } },
      { annotator: 'ann', rows: 12, quality: { value: 1 / 2, n: 24 } },
    ]);
    expect(agreement.findings[0]).toMatch(
      /^ann draws one box around several things where bob draws a box each \(12 times\)/,
    );
  });

  it('names nobody to who may not see personal columns', async () => {
    rooms.deny('greenroom.personal.read');
    const answer = await get('/annotators');
    expect(answer.agreement.findings[0]).toMatch(
      /^annotator 2 draws one box around several things where annotator 1/,
    );
    expect(JSON.stringify(answer)).not.toMatch(/\b(ann|bob)\b/);
  });

  it('measures what was found in a split that nothing was trained on by the COCO figures', async () => {
    const run = await runOf('held-out');
    expect(run).toMatchObject({
      rows: 10,
      metrics: {
        // The cat of p35 slipped by 32 pixels of 40: nine of ten are found.
        ap50: { n: 10, method: 'bootstrap' },
        ar100: {},
      },
      byClass: [
        { class: 'cat', given: 10 },
        { class: 'dog', given: 30, ap: 1, ap50: 1 },
      ],
    });
    expect(run.byClass![0].ap50).toBeGreaterThan(0.8);
    expect(run.byClass![0].ap50).toBeLessThan(0.95);
    expect(run.metrics!.ap50.mde).toBeGreaterThan(0);
  });

  it('refuses to measure predictions of rows that the model was trained on', async () => {
    expect(await runOf('by-heart')).toMatchObject({
      job: {
        state: 'failed',
        error: expect.stringMatching(
          /measures by-heart\.json on the split train of scenes, which the model was trained on/,
        ),
      },
    });
  });

  it('leaves no other analysis of the version failed', async () => {
    const failed = (await rooms.jobs.list()).filter(
      ({ state }) => state === 'failed',
    );
    expect(failed.map(({ kind }) => kind)).toEqual(['evaluation']);
  });

  it('has neither groups nor a map, and says so', async () => {
    expect(await get('/groups?kind=conflict')).toMatchObject({ total: 0 });
    expect(await get('/map')).toMatchObject({ points: [] });
    const { checks } = await get('');
    expect(checks).toContainEqual(
      expect.objectContaining({ name: 'Neighbours', state: 'not run' }),
    );
  });

  it('settles a decision on all boxes of a picture once the data has them', async () => {
    const { given, suggested } = await issueOf('p03.png', 'overlooked');
    const [asset] = await rooms.assets.listOfKind('dataset');
    const { status, body } = await rooms
      .api()
      .put(`/assets/${encodeURIComponent(asset.id)}/decisions`)
      .send({
        versionId,
        decisions: [
          {
            key: 'p03.png',
            kind: 'relabel',
            from: given,
            to: suggested,
            seen: 0,
          },
        ],
      });
    expect([status, body.decided?.[0]?.state]).toEqual([200, 'standing']);
    const repaired = GIVEN.map(scene =>
      scene.name === 'p03.png'
        ? { ...scene, boxes: JSON.parse(suggested!) as Box[] }
        : scene,
    );
    const versions = await rooms.push({
      'train.json': coco(inTrain(repaired)),
    });
    expect(versions).toHaveLength(2);
    const { body: listed } = await rooms
      .api()
      .post(`/versions/${versions[1].id}/decisions`)
      .send({ keys: ['p03.png'] });
    expect(listed.items).toMatchObject([{ state: 'settled' }]);
    const { body: judged } = await rooms
      .api()
      .get(`/versions/${versions[1].id}/labels`);
    expect(judged.issues).toBe(2);
  });

  it('fails with the entry of predictions that cannot be used', async () => {
    await rooms.push({
      'found.json': JSON.stringify([
        { image_id: 77, category_id: 9, bbox: [1, 1, 2, 2], score: 0.5 },
      ]),
    });
    const [asset] = await rooms.assets.listOfKind('dataset');
    const newest = (await rooms.assets.listVersions(asset.id)).at(-1)!;
    const { body } = await rooms.api().get(`/versions/${newest.id}/labels`);
    expect(body.job).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(
        /found\.json, entry 0: test\.json has no image 77/,
      ),
    });
  });
});
