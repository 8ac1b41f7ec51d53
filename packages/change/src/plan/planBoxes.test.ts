import {
  type DatasetManifest,
  type ModelManifest,
  readManifest,
} from '@greenroom/manifest';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { makePlan } from './makePlan';
import type { DatasetSide, ModelSide } from './PlanQuestion';

jest.setTimeout(60_000);

let root: string;
beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'greenroom-boxes-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const SCENES = read<DatasetManifest>(`apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: scenes }
spec:
  task: object-detection
  table:
    format: coco
    splits: [{ name: train, path: train.json }, { name: test, path: test.json }]
  key: path
  label: boxes
  split: split
  classes: ['4', '9']
`);
const FINDER = read<ModelManifest>(`apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: finder }
spec:
  task: object-detection
  classes: ['4', '9']
  trainedOn: { dataset: scenes, split: train }
  evaluations:
    - name: held-out
      dataset: scenes
      split: test
      metrics: [ap50]
      predictions: found.json
      gates: [{ metric: ap50, min: 0.9 }]
`);

/** Left, top, width, height. */
type Bbox = readonly [number, number, number, number];
type Drawn = { readonly label: '4' | '9'; readonly bbox: Bbox };

const PICTURES = 12;
const FOUR: Bbox = [2, 2, 20, 20];
const NINE: Bbox = [40, 2, 20, 20];
const idOf = (label: string) => (label === '4' ? 1 : 2);

/** Two boxes a picture. */
const drawnIn = (): Drawn[][] =>
  Array.from({ length: PICTURES }, () => [
    { label: '4', bbox: FOUR },
    { label: '9', bbox: NINE },
  ]);

function cocoOf(pictures: readonly (readonly Drawn[])[]): string {
  return JSON.stringify({
    images: pictures.map((_, i) => ({
      id: i,
      file_name: `p${i}.png`,
      width: 64,
      height: 64,
    })),
    categories: ['4', '9'].map(name => ({ id: idOf(name), name })),
    annotations: pictures.flatMap((boxes, image) =>
      boxes.map(({ label, bbox }, i) => ({
        id: image * 10 + i,
        image_id: image,
        category_id: idOf(label),
        bbox,
      })),
    ),
  });
}

async function planned(
  before: readonly (readonly Drawn[])[],
  after: readonly (readonly Drawn[])[],
) {
  const folder = await mkdtemp(path.join(root, 'plan-'));
  const write = async (name: string, text: string) => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    return { path: file, name };
  };
  const train = await write(
    'train.json',
    cocoOf([[{ label: '4', bbox: FOUR }]]).replace('p0.png', 'learnt.png'),
  );
  const side = async (
    end: string,
    test: typeof after,
  ): Promise<DatasetSide> => ({
    manifest: SCENES,
    table: {
      format: 'coco',
      splits: [
        { name: 'train', path: [train] },
        { name: 'test', path: [await write(`${end}.json`, cocoOf(test))] },
      ],
      splitColumn: 'split',
    },
  });
  const found = await write(
    'found.json',
    JSON.stringify(
      drawnIn().flatMap((boxes, image) =>
        boxes.map(({ label, bbox }) => ({
          image_id: image,
          category_id: idOf(label),
          bbox,
          score: 0.9,
        })),
      ),
    ),
  );
  const model: ModelSide = {
    manifest: FINDER,
    files: { 'found.json': found.path },
  };
  await mkdir(path.join(folder, 'work'));
  return makePlan({
    base: 'main',
    head: 'working tree',
    datasets: [
      {
        path: 'greenroom.yaml',
        before: await side('before', before),
        after: await side('after', after),
      },
    ],
    models: [{ path: 'model.yaml', before: model, after: model }],
    folder: path.join(folder, 'work'),
  });
}

describe('a plan of boxes', () => {
  it('counts boxes that come, go, move and change their class', async () => {
    const after = drawnIn();
    after[0].push({ label: '4', bbox: [2, 40, 10, 10] });
    after[1].pop();
    after[2][0] = { label: '4', bbox: [6, 2, 20, 20] };
    after[3][1] = { label: '4', bbox: NINE };
    const plan = await planned(drawnIn(), after);
    expect(plan.boxes).toEqual([
      {
        asset: 'scenes',
        pictures: 4,
        added: 1,
        removed: 1,
        moved: 1,
        relabelled: 1,
      },
    ]);
    expect(plan.labelTransitions).toEqual([
      { asset: 'scenes', from: '9', to: '4', count: 1 },
    ]);
  });

  it('measures a detector on both sides, each by its own boxes', async () => {
    const before = drawnIn();
    // A third of the nines were called fours.
    for (const picture of before.slice(0, 4))
      picture[1] = { label: '4', bbox: NINE };
    const plan = await planned(before, drawnIn());
    const [ap50] = plan.metrics;
    expect(ap50).toMatchObject({ name: 'ap50', after: 1 });
    expect(ap50.before).toBeLessThan(0.9);
    expect(ap50.low).toBeGreaterThan(0);
    expect(plan.evaluations).toMatchObject([
      {
        before: PICTURES,
        after: PICTURES,
        fixed: 4,
        broken: 0,
        relabelled: 4,
        towardsModel: 4,
        predictions: { reused: PICTURES, made: 0, missing: 0 },
      },
    ]);
    expect(plan.gates).toMatchObject([{ outcome: 'passed', before: 'failed' }]);
    expect(plan.slices).toContainEqual(
      expect.objectContaining({ of: 'class', value: '9', metric: 'ap' }),
    );
  });

  it('leaves out a new picture that nobody looked at', async () => {
    const plan = await planned(drawnIn(), [
      ...drawnIn(),
      [{ label: '4', bbox: FOUR }],
    ]);
    expect(plan.evaluations[0].predictions).toEqual({
      reused: PICTURES,
      made: 0,
      missing: 1,
      missingKeys: [`p${PICTURES}.png`],
    });
    expect(plan.metrics).toMatchObject([{ before: 1, after: 1 }]);
  });
});

function read<M>(text: string): M {
  const result = readManifest('greenroom.yaml', Buffer.from(text));
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.assets[0] as M;
}
