import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { share } from '../labelReference/tasks/hash32';
import { runMeasured } from '../runMeasured';
import type { Section } from '../Section';
import type { AugmentationBench } from './AugmentationBench';
import { inChild } from './inChild';
import type { Done } from './Task';

const COLUMNS = 10;
/** Of the rows: the class that is made as large as the other. */
const FEW_SHARE = 0.1;
/** How many times the rows growth is told over. */
const GROWTH = 4;
/** Trees pass most rows over: far from the square, which comparing each with each takes. */
const MOST_GROWTH = GROWTH ** 1.5 * 1.25;
/** Making and cleaning takes no longer than there. */
const MOST_OF_PEER = 1;
/** Without what the language and its libraries take. */
const MOST_BYTES_A_ROW = 4_000;

/**
 * imbalanced-learn alone in its process, one thread: SMOTE; and SMOTE followed by
 * the cleaning that is done here too, edited nearest neighbours and Tomek links.
 */
const PEER = `
import json, os, sys, time
os.environ['OMP_NUM_THREADS'] = '1'
import numpy as np
from imblearn.over_sampling import SMOTE
from imblearn.under_sampling import EditedNearestNeighbours, TomekLinks
columns = int(sys.argv[3])
X = np.fromfile(sys.argv[1], dtype=np.float64).reshape(-1, columns)
y = np.fromfile(sys.argv[2], dtype=np.uint8)
clock = time.perf_counter()
core = time.process_time()
made, labels = SMOTE(random_state=1, k_neighbors=5).fit_resample(X, y)
smote = time.perf_counter() - clock
smote_core = time.process_time() - core
cleaned, rest = EditedNearestNeighbours(n_neighbors=3).fit_resample(made, labels)
cleaned, rest = TomekLinks().fit_resample(cleaned, rest)
json.dump({
  'made': len(made) - len(X), 'kept': len(cleaned),
  'smote': smote, 'smoteCore': smote_core,
  'seconds': time.perf_counter() - clock, 'coreSeconds': time.process_time() - core,
}, sys.stdout)
`;

type Peer = Omit<Done, 'peakMegabytes'> & {
  readonly smote: number;
  readonly smoteCore: number;
};

/** SMOTE with its checks, beside imbalanced-learn on the same rows, and how both grow. */
export const smoteSpeed: Section<AugmentationBench> = {
  name: 'smote',
  async run(report, { folder, python, rows: largest }) {
    const sizes = [Math.round(largest / GROWTH), largest];
    const ours: Done[] = [];
    for (const rows of sizes) {
      const files = makeRows(folder, rows);
      const smote = { task: 'smote', columns: COLUMNS, ...files } as const;
      const made = await inChild({ ...smote, until: 'made' });
      const done = await inChild({ ...smote, until: 'checked' });
      ours.push(done);
      report.print(
        `  ${rows.toLocaleString(
          'en',
        )} x ${COLUMNS}: ${done.made.toLocaleString('en')} made in ${told(
          made,
        )}, made and checked in ${told(done)}, ${Math.round(
          done.made / done.coreSeconds,
        ).toLocaleString('en')} rows a second of a core, ${
          done.peakMegabytes
        } MB`,
      );
      if (!python) continue;
      const { theirs, peakMegabytes } = await peer(python, files);
      report.print(
        `    imbalanced-learn: ${theirs.made.toLocaleString(
          'en',
        )} made and cleaned in ${told(
          theirs,
        )}, SMOTE alone in ${theirs.smote.toFixed(2)} s, ${peakMegabytes} MB`,
      );
      report.same(
        '    as many are made',
        [made.made, done.made],
        [theirs.made, theirs.made],
      );
      report.print(
        `    ours of its time of a core, made alone: ${(
          made.coreSeconds / theirs.smoteCore
        ).toFixed(2)}, what is compiled at the first call included`,
      );
      report.atMost(
        `    ours of its time of a core, made and cleaned`,
        done.coreSeconds / theirs.coreSeconds,
        MOST_OF_PEER,
        '',
      );
    }
    const [small, large] = ours;
    report.atMost(
      `${GROWTH} times the rows`,
      large.coreSeconds / small.coreSeconds,
      MOST_GROWTH,
      ' times the time of a core',
    );
    report.atMost(
      'memory that rows add',
      ((large.peakMegabytes - small.peakMegabytes) * 1024 ** 2) /
        (largest - sizes[0]),
      MOST_BYTES_A_ROW,
      ' bytes a row',
    );
  },
};

function told({ seconds, coreSeconds }: Pick<Done, 'seconds' | 'coreSeconds'>) {
  return `${seconds.toFixed(2)} s (${coreSeconds.toFixed(2)} of a core)`;
}

async function peer(
  python: string,
  { points, classes }: { readonly points: string; readonly classes: string },
): Promise<{ readonly theirs: Peer; readonly peakMegabytes: number }> {
  const { status, stdout, stderr, peakMegabytes } = await runMeasured(python, [
    ...['-c', PEER, points, classes, String(COLUMNS)],
  ]);
  if (status !== 0) throw new Error(`imbalanced-learn failed: ${stderr}`);
  return { theirs: JSON.parse(stdout) as Peer, peakMegabytes };
}

/** Two clouds that overlap a little in every column. */
function makeRows(folder: string, rows: number) {
  const points = path.join(folder, `${rows}.points`);
  const classes = path.join(folder, `${rows}.classes`);
  const few = Uint8Array.from({ length: rows }, (_, row) =>
    share(row) < FEW_SHARE ? 1 : 0,
  );
  const values = new Float64Array(rows * COLUMNS);
  for (let at = 0; at < values.length; at++) {
    const [a, b, c] = [1, 2, 3].map(i => share(at * 3 + i + rows));
    values[at] = a + b + c + few[Math.floor(at / COLUMNS)] * 0.8;
  }
  writeFileSync(points, Buffer.from(values.buffer));
  writeFileSync(classes, few);
  return { points, classes };
}
