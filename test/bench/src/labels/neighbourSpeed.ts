import path from 'node:path';
import type { Report } from '../Report';
import type { Section } from '../Section';
import { runGreenroom, runMeasured } from '../runMeasured';
import { writeNpy } from '../writeNpy';
import type { Bench } from './Bench';

const ROWS = 50_000;
const COLUMNS = 512;
/** Rows lie in clouds around so many middles, as embeddings of classes do. */
const CLOUDS = 100;
/** Among so many rows one is copied, and another nearly. */
const PLANTED_EVERY = 1_000;
const MOST_SECONDS = 60;

type Found = {
  readonly exactDuplicates: readonly number[][];
  readonly nearDuplicates: readonly number[][];
};

/** The same graph by scikit-learn, on all cores. */
const PEER = `
import sys, time
import numpy as np
from sklearn.neighbors import NearestNeighbors
x = np.load(sys.argv[1])
started = time.perf_counter()
NearestNeighbors(n_neighbors=10, metric="cosine").fit(x).kneighbors()
print(time.perf_counter() - started)
`;

/** The ten nearest of each of 50,000 embeddings, exactly, by a whole process. */
export const neighbourSpeed: Section<Bench> = {
  name: 'neighbours',
  async run(report, { folder, python }) {
    const file = path.join(folder, 'embeddings.npy');
    const planted = writeEmbeddings(file);
    const { answer, run } = await runGreenroom<Found>(
      ...['labels', 'neighbours', '--features', file],
    );
    report.atMost(
      `neighbours and duplicates of ${ROWS} x ${COLUMNS}`,
      run.seconds,
      MOST_SECONDS,
      ' s',
    );
    report.print(`  ${run.peakMegabytes} MB`);
    report.same('exact copies', answer.exactDuplicates, planted.exact);
    report.same('near copies', answer.nearDuplicates, planted.near);
    if (python) await comparePeer(report, python, file, run.seconds);
  },
};

async function comparePeer(
  report: Report,
  python: string,
  file: string,
  ourSeconds: number,
): Promise<void> {
  const peer = await runMeasured(python, ['-c', PEER, file]);
  if (peer.status !== 0) {
    report.print(`  scikit-learn failed: ${peer.stderr.slice(-300)}`);
    return;
  }
  report.print(
    `  scikit-learn's graph alone: ${Number(peer.stdout).toFixed(1)} s, ${
      peer.peakMegabytes
    } MB; our whole process takes ${(ourSeconds / Number(peer.stdout)).toFixed(
      2,
    )} of it`,
  );
}

/** Writes float32 rows, and tells which are planted. */
function writeEmbeddings(file: string) {
  const random = numbers();
  const middles = Float32Array.from(
    { length: CLOUDS * COLUMNS },
    () => random() - 0.5,
  );
  const all = Float32Array.from({ length: ROWS * COLUMNS }, (_, i) => {
    const cloud = Math.floor(i / COLUMNS) % CLOUDS;
    return middles[cloud * COLUMNS + (i % COLUMNS)] + (random() + random() - 1);
  });
  const valuesOf = (row: number) =>
    all.subarray(row * COLUMNS, (row + 1) * COLUMNS);
  const exact: number[][] = [];
  const near: number[][] = [];
  for (let row = 0; row < ROWS; row += PLANTED_EVERY) {
    const copy = row + PLANTED_EVERY / 2;
    valuesOf(copy).set(valuesOf(row));
    exact.push([row, copy]);
    valuesOf(row + 2).set(
      valuesOf(row + 1).map(value => value * (1 + (random() - 0.5) / 100)),
    );
    near.push([row + 1, row + 2]);
  }
  writeNpy(file, all, COLUMNS);
  return { exact, near };
}

/** Numbers from 0 to below 1, the same each time (xorshift32, Marsaglia 2003). */
function numbers(): () => number {
  let state = 2463534242;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
