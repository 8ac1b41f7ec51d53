import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Rows that are made at a time. */
const STEP = 500;
/** One row in ten is seen as another class than its label says. */
const WRONG_SHARE = 0.1;

export type Size = { readonly rows: number; readonly classes: number };
export type Files = { readonly labels: string; readonly predProbs: string };

/** Labels and float64 probabilities as .npy files, the same for the same size. */
export function makePredictions(folder: string, size: Size): Files {
  const { rows, classes } = size;
  const random = mulberry32(rows * 31 + classes);
  const pick = () => Math.floor(random() * classes);
  const name = (what: string) =>
    path.join(folder, `${what}-${rows}x${classes}.npy`);
  const files = { labels: name('labels'), predProbs: name('probs') };
  const labels = BigInt64Array.from({ length: rows }, () => BigInt(pick()));
  writeNpy(files.labels, 'i8', `${rows},`, [labels]);
  writeNpy(files.predProbs, 'f8', `${rows}, ${classes}`, probabilities());
  return files;

  function* probabilities(): Generator<Float64Array> {
    for (let first = 0; first < rows; first += STEP) {
      const count = Math.min(STEP, rows - first);
      const p = new Float64Array(count * classes);
      for (let i = 0; i < count; i++) {
        const seen =
          random() < WRONG_SHARE ? pick() : Number(labels[first + i]);
        const row = p.subarray(i * classes, (i + 1) * classes);
        let sum = 0;
        for (let j = 0; j < classes; j++) {
          const u = random();
          row[j] = u ** 8 + (j === seen ? 1 + 30 * random() ** 2 : 0);
          sum += row[j];
        }
        for (let j = 0; j < classes; j++) row[j] /= sum;
      }
      yield p;
    }
  }
}

function writeNpy(
  file: string,
  type: string,
  shape: string,
  pieces: Iterable<NodeJS.ArrayBufferView>,
): void {
  const header = `{'descr': '<${type}', 'fortran_order': False, 'shape': (${shape}), }`;
  const start = Buffer.alloc(128, ' ');
  start.write('\x93NUMPY\x01\x00\x76\x00', 'latin1');
  start.write(header, 10, 'latin1');
  start.write('\n', 127, 'latin1');
  const descriptor = openSync(file, 'w');
  writeSync(descriptor, start);
  for (const piece of pieces) writeSync(descriptor, piece);
  closeSync(descriptor);
}

/** Ettinger 2017. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
