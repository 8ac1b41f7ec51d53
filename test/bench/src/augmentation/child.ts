import { readFileSync, writeFileSync } from 'node:fs';
import {
  augmentPictures,
  augmentRows,
  makerOf,
  type Pixels,
  type PictureSource,
  type RowRecipe,
  type TrainingRows,
} from '@greenroom/augmentation';
import { seededRandom } from '@greenroom/label-quality';
import { peakMegabytes } from '../machine';
import { hash32 } from '../labelReference/tasks/hash32';
import type { Done, Task } from './Task';

type Made = { readonly made: number; readonly kept: readonly unknown[] };

/** `child.ts TASK`, as JSON: does it, and says what it took as JSON. */
async function main(): Promise<void> {
  const task = JSON.parse(process.argv[2]) as Task;
  const work = task.task === 'smote' ? smote(task) : pictures(task);
  // What making it ready took is given back, and the peak begins anew (proc(5)).
  globalThis.gc?.();
  writeFileSync('/proc/self/clear_refs', '5');
  const startedCpu = process.cpuUsage();
  const startedAt = performance.now();
  const { made, kept } = await work();
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(startedCpu);
  const done: Done = {
    seconds,
    coreSeconds: (user + system) / 1e6,
    peakMegabytes: peakMegabytes(process.pid),
    made,
    kept: kept.length,
  };
  console.log(JSON.stringify(done));
}

function smote({
  until,
  points: file,
  classes,
  columns,
}: Extract<Task, { task: 'smote' }>): () => Promise<Made> {
  const bytes = readFileSync(file);
  const points = new Float64Array(
    bytes.buffer,
    bytes.byteOffset,
    bytes.length / Float64Array.BYTES_PER_ELEMENT,
  );
  const labels = [...readFileSync(classes)].map(each =>
    each === 1 ? 'few' : 'many',
  );
  const rows: TrainingRows = {
    keys: labels.map((_, row) => String(row)),
    labels,
    columns: Array.from({ length: columns }, (_, column) => ({
      type: 'number' as const,
      name: `c${column}`,
      isWhole: false,
      values: Float64Array.from(
        labels,
        (_label, row) => points[row * columns + column],
      ),
    })),
  };
  const recipe = { op: 'interpolate', neighbours: 5 } as const;
  if (until === 'made') return () => makeUnchecked(recipe, rows);
  return () =>
    augmentRows({
      recipe,
      amount: { type: 'balance', by: 'class', mostTimes: 100 },
      seed: 1,
      rows,
      groupOf: row => labels[row],
      heldOut: [],
    });
}

/** As many of the small class as the large one has more. */
async function makeUnchecked(
  recipe: RowRecipe,
  rows: TrainingRows,
): Promise<Made> {
  const few = [...rows.keys.keys()].filter(row => rows.labels[row] === 'few');
  const missing = rows.keys.length - 2 * few.length;
  const make = await makerOf(recipe, rows, few, seededRandom(1));
  const kept = Array.from({ length: missing }, (_, i) =>
    make(few[i % few.length]),
  );
  return { made: kept.length, kept };
}

function pictures({
  pictures: count,
  side,
}: Extract<Task, { task: 'pictures' }>): () => Promise<Made> {
  const all = Array.from({ length: count }, (_, i) => picture(i, side));
  async function* training() {
    yield* all;
  }
  async function* nothing() {}
  const source: PictureSource = {
    pixelsOf: async row => all[row],
    training,
    heldOut: nothing,
  };
  const labels = all.map((_, i) => String(i % 4));
  return () =>
    augmentPictures({
      recipe: {
        op: 'picture',
        column: 'bytes',
        steps: [
          { op: 'flip', axis: 'horizontal' },
          { op: 'rotate', most: 15 },
          { op: 'crop', least: 0.8 },
          { op: 'light', most: 0.2 },
          { op: 'noise', deviation: 4 },
          { op: 'blur', sigma: 1 },
        ],
      },
      amount: { type: 'times', times: 1 },
      seed: 1,
      rows: { keys: labels.map((_, i) => `${i}.png`), labels, columns: [] },
      parents: labels.map((_, i) => i),
      groupOf: row => labels[row],
      hasClasses: true,
      source,
    });
}

/** Stripes and noise, another one each. */
function picture(seed: number, side: number): Pixels {
  const values = new Uint8Array(side * side * 3);
  const width = 4 + (seed % 29);
  for (let at = 0; at < values.length; at++) {
    const column = Math.floor(at / 3) % side;
    const stripe = Math.floor(column / width) % 2 === 0 ? 200 : 60;
    values[at] = stripe + (hash32(seed * values.length + at) % 40);
  }
  return { width: side, height: side, channels: 3, values };
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
