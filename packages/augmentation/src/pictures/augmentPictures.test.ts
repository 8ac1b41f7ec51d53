import { seededRandom } from '@greenroom/label-quality';
import type { TrainingRows } from '../TrainingRows';
import { augmentPictures, type PictureSource } from './augmentPictures';
import type { Pixels } from './Pixels';

const SIDE = 24;
const COUNT = 24;

/** Bars that lie or stand, each a little elsewhere and of its own brightness. */
function barOf(row: number): Pixels {
  const random = seededRandom(row + 1);
  const values = Uint8Array.from({ length: SIDE * SIDE }, () => 20 * random());
  const at = 3 + Math.floor(random() * 15);
  const light = 150 + Math.floor(random() * 100);
  for (let i = 2; i < SIDE - 2; i++)
    for (const wide of [0, 1, 2])
      values[row % 2 === 0 ? (at + wide) * SIDE + i : i * SIDE + at + wide] =
        light;
  return { width: SIDE, height: SIDE, channels: 1, values };
}

const rows: TrainingRows = {
  keys: Array.from({ length: COUNT }, (_, row) => `bar${row}`),
  labels: Array.from({ length: COUNT }, (_, row) =>
    row % 2 === 0 ? 'lies' : 'stands',
  ),
  columns: [],
};

async function* each(pictures: readonly (Pixels | undefined)[]) {
  yield* pictures;
}

const bars = Array.from({ length: COUNT }, (_, row) => barOf(row));
const source: PictureSource = {
  pixelsOf: async row => bars[row],
  training: () => each(bars),
  heldOut: () => each([]),
};
const ask = (what: Partial<Parameters<typeof augmentPictures>[0]> = {}) =>
  augmentPictures({
    recipe: {
      op: 'picture',
      column: 'picture',
      steps: [
        { op: 'light', most: 0.2 },
        { op: 'noise', deviation: 12 },
      ],
    },
    amount: { type: 'times', times: 1 },
    seed: 1,
    rows,
    parents: rows.keys.map((_, row) => row),
    groupOf: row => rows.labels[row],
    hasClasses: true,
    source,
    ...what,
  });
const FLIP = {
  op: 'picture' as const,
  column: 'picture',
  steps: [{ op: 'flip' as const, axis: 'horizontal' as const }],
};

describe('augmentPictures', () => {
  it('makes a picture of each parent, of its class, by the seed alone', async () => {
    const [one, same, other] = await Promise.all([
      ask(),
      ask(),
      ask({ seed: 2 }),
    ]);
    expect(one.made).toBe(COUNT);
    for (const { parents, label } of one.kept)
      expect(label).toBe(rows.labels[parents[0]]);
    expect(same).toEqual(one);
    expect(other.kept).not.toEqual(one.kept);
  });

  it('keeps what is like its parent, and drops what is its parent to the pixel', async () => {
    const { kept } = await ask();
    expect(kept.length).toBeGreaterThan(COUNT / 2);
    const still = bars.map((bar, row) =>
      row === 0 ? { ...bar, values: bar.values.map(() => 90) } : bar,
    );
    const { dropped } = await ask({
      recipe: FLIP,
      parents: [0],
      source: {
        ...source,
        pixelsOf: async row => still[row],
        training: () => each(still),
      },
    });
    expect(dropped.map(({ reason }) => reason)).toEqual(['near-duplicate']);
  });

  it('drops what is nearly a picture that the model is tested on', async () => {
    const { kept } = await ask();
    const { dropped } = await ask({
      source: {
        ...source,
        heldOut: () => each(kept.map(({ pixels }) => pixels)),
      },
    });
    const told = dropped.filter(({ reason }) => reason === 'near-held-out');
    expect(told.length).toBeGreaterThanOrEqual(kept.length);
  });

  it('drops what a turn moved among another class', async () => {
    const { kept, dropped } = await ask({
      recipe: {
        ...FLIP,
        steps: [{ op: 'rotate', most: 180 }],
      },
      amount: { type: 'times', times: 4 },
    });
    const crossed = dropped.filter(
      ({ reason }) => reason === 'noise' || reason === 'across-boundary',
    );
    expect(crossed.length).toBeGreaterThan(10);
    expect(kept.length).toBeGreaterThan(0);
  });

  it('moves what is marked, and drops a picture of which nothing is left', async () => {
    const marked = (x: number): PictureSource => ({
      ...source,
      annotationsOf: () => [
        { label: 'bar', box: { x, y: 2, width: 4, height: 4 } },
      ],
    });
    const { kept } = await ask({ recipe: FLIP, source: marked(2) });
    expect(kept[0].annotations).toEqual([
      {
        state: 'kept',
        shareSeen: 1,
        annotation: {
          label: 'bar',
          box: { x: SIDE - 6, y: 2, width: 4, height: 4 },
        },
      },
    ]);
    const { dropped } = await ask({ source: marked(SIDE) });
    expect(dropped.map(({ reason }) => reason)).toContain('nothing-left');
  });

  it('counts pictures that cannot be read, and compares with the others', async () => {
    const { unread, made } = await ask({
      parents: [1, 2, 3],
      source: {
        ...source,
        training: () => each([undefined, ...bars.slice(1)]),
      },
    });
    expect({ unread, made }).toEqual({ unread: 1, made: 3 });
  });

  it('says how many pictures are made at a time', async () => {
    await expect(
      ask({ amount: { type: 'rows', rows: 5_000 } }),
    ).rejects.toThrow(/makes 5000 pictures; at most 2000 .* Ask for fewer/);
  });
});
