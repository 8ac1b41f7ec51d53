import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { CHECKOUT } from '../checkout';
import { quantile } from '../machine';
import type { Report } from '../Report';
import { runMeasured } from '../runMeasured';
import type { Section } from '../Section';
import { writeNpy } from '../writeNpy';
import type { SliceTable } from '@greenroom/error-analysis';
import { adultTable } from './adultTable';
import type { Searched } from './child';
import type { SliceBench } from './SliceBench';
import { writeTable } from './tableFile';

/** The one that starts fast and holds little: what is transformed once is kept. */
const TRANSFORM = path.join(CHECKOUT, 'tools/fastTransform.cjs');
const ROUNDS = 3;
/** Beyond what any slice has. */
const ALL_LEVELS = 14;
/** The peer takes half a minute a round. */
const PEER_ROUNDS = 2;

/** sliceline's own search of the same codes and errors. */
const PEER = `
import json, sys, time
import numpy as np
from sliceline.slicefinder import Slicefinder
codes, errors = np.load(sys.argv[1]), np.load(sys.argv[2]).ravel()
started = time.perf_counter()
finder = Slicefinder(alpha=0.95, k=10, max_l=3, min_sup=int(sys.argv[3]), verbose=False).fit(codes, errors)
seconds = time.perf_counter() - started
print(json.dumps({"seconds": seconds, "scores": sorted((float(s["slice_score"]) for s in finder.top_slices_statistics_), reverse=True)}))
`;

/** How long searches take and what they hold, and sliceline beside us in the same run. */
export const speed: Section<SliceBench> = {
  name: 'speed',
  async run(report, bench) {
    const table = adultTable(bench.fixtures);
    const file = path.join(bench.folder, 'adult.table');
    writeTable(file, table);
    // Once unmeasured: what is transformed once is kept for later processes.
    await search({ file, levels: 3, rounds: 1 });
    const adult = await search({ file, levels: 3, rounds: 5 * ROUNDS });
    say(report, 'Adult, 32,561 x 14, three levels', adult);
    report.atMost('Adult, three levels', adult.seconds, 0.15, ' s');
    report.atMost('peak of its process', adult.peakMegabytes, 100, ' MB');
    const all = await search({ file, levels: ALL_LEVELS, rounds: 5 * ROUNDS });
    say(report, 'Adult, all levels', all);
    report.atMost('Adult, all levels', all.seconds, 0.4, ' s');
    const many = await search({ file, times: 100, levels: 3, rounds: ROUNDS });
    say(report, 'Adult a hundred times, 3,256,100 x 14', many);
    report.atMost('a hundred times the rows', many.seconds, 2.5, ' s');
    const wide = await search({ file: 'wide', levels: 2, rounds: ROUNDS });
    say(report, '500 features of 4 values, 100,000 rows, two levels', wide);
    report.atMost('wide, two levels', wide.seconds, 5, ' s');
    report.same('the planted slice is first', wide.predicates[0], [
      [17, 0],
      [423, 0],
    ]);
    if (bench.python) await comparePeer(report, bench, table, file);
  },
};

function say(report: Report, what: string, found: Searched): void {
  report.print(
    `  ${what}: ${found.seconds.toFixed(
      3,
    )} s (first call ${found.firstSeconds.toFixed(3)}), peak of the process ${
      found.peakMegabytes
    } MB, ${found.coreSeconds.toFixed(
      3,
    )} s of a core, ${found.tested.toLocaleString('en')} slices looked at`,
  );
}

async function search(task: {
  readonly file: string;
  readonly times?: number;
  readonly levels: number;
  readonly rounds: number;
}): Promise<Searched> {
  const run = await runMeasured(process.execPath, [
    ...['--expose-gc', '--require', TRANSFORM, require.resolve('./child')],
    ...[task.file, String(task.times ?? 1)],
    ...[String(task.levels), String(task.rounds)],
  ]);
  if (run.status !== 0) throw new Error(`${task.file} failed: ${run.stderr}`);
  return JSON.parse(run.stdout) as Searched;
}

async function comparePeer(
  report: Report,
  { python, folder }: SliceBench,
  table: SliceTable,
  file: string,
): Promise<void> {
  const rows = table.errors.length;
  const features = table.codes.length;
  const codes = path.join(folder, 'codes.npy');
  const errors = path.join(folder, 'errors.npy');
  const byRow = new Int32Array(rows * features);
  table.codes.forEach((column, f) =>
    column.forEach((code, row) => (byRow[row * features + f] = code)),
  );
  writeNpy(codes, byRow, features);
  writeNpy(errors, table.errors, 1);
  const program = path.join(folder, 'peer.py');
  writeFileSync(program, PEER);
  const ratios: number[] = [];
  for (let round = 0; round < PEER_ROUNDS; round++) {
    const ours = await search({ file, levels: 3, rounds: 1 });
    const run = await runMeasured(python!, [
      program,
      codes,
      errors,
      String(Math.ceil(rows / 100)),
    ]);
    if (run.status !== 0) throw new Error(`sliceline failed: ${run.stderr}`);
    const theirs = JSON.parse(run.stdout) as {
      seconds: number;
      scores: number[];
    };
    ratios.push(ours.firstSeconds / theirs.seconds);
    report.print(
      `  sliceline: ${theirs.seconds.toFixed(1)} s, ${
        run.peakMegabytes
      } MB; ours in the same turn, first call: ${ours.firstSeconds.toFixed(
        3,
      )} s, ${ours.peakMegabytes} MB`,
    );
    if (round === 0)
      report.near(
        'its ten best scores',
        ours.scores.slice(0, 10),
        theirs.scores.slice(0, 10),
        1e-9,
      );
  }
  report.atMost(
    'first call beside sliceline',
    quantile(ratios, 0.5),
    0.05,
    ' of its time',
  );
}
