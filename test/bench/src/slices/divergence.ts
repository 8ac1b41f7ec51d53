import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  findSlices,
  measureSlices,
  type Predicate,
  runBy,
  SliceRows,
} from '@greenroom/error-analysis';
import { PEER_MISSING, peerPython } from '../peerPython';
import { runMeasured } from '../runMeasured';
import type { Section } from '../Section';
import { adultTable } from './adultTable';
import type { SliceBench } from './SliceBench';

/** Of Adult: workclass, education, marital status, occupation, relationship, race, sex. */
const FEATURES = [1, 3, 5, 6, 7, 8, 9];
const LEVELS = 3;

/** DivExplorer's frequent patterns with the error rate of each. */
const PEER = `
import json, sys, time
import pandas as pd
from divexplorer import DivergenceExplorer
rows = pd.read_csv(sys.argv[1])
features = [name for name in rows.columns if name != "error"]
rows = rows.astype({name: str for name in features})
started = time.perf_counter()
found = DivergenceExplorer(rows).get_pattern_divergence(min_support=0.01, attributes=features, boolean_outcomes=["error"])
seconds = time.perf_counter() - started
patterns = [[sorted(str(item) for item in row.itemset), row.support_count, row.error] for row in found.itertuples() if 0 < len(row.itemset) <= int(sys.argv[2])]
print(json.dumps({"seconds": seconds, "patterns": patterns}))
`;

type Found = {
  readonly seconds: number;
  /** "f1=3", rows, error rate. */
  readonly patterns: readonly (readonly [readonly string[], number, number])[];
};

/** Size and error of every pattern that DivExplorer finds, and the worst slice among them. */
export const divergence: Section<SliceBench> = {
  name: 'divergence',
  async run(report, { fixtures, folder }) {
    const python = peerPython('divexplorer');
    if (!python) {
      report.print(`  ${PEER_MISSING} It needs divexplorer.`);
      return;
    }
    const adult = adultTable(fixtures);
    const codes = FEATURES.map(feature => adult.codes[feature]);
    const cardinalities = FEATURES.map(f => adult.cardinalities[f]);
    const { errors } = adult;
    const file = path.join(folder, 'patterns.csv');
    writeFileSync(
      file,
      [
        [...codes.keys()]
          .map(f => `f${f}`)
          .concat('error')
          .join(','),
        ...Array.from(errors, (error, row) =>
          [...codes.map(column => column[row]), error].join(','),
        ),
      ].join('\n'),
    );
    const program = path.join(folder, 'patterns.py');
    writeFileSync(program, PEER);
    const run = await runMeasured(python, [program, file, String(LEVELS)]);
    if (run.status !== 0) throw new Error(`DivExplorer failed: ${run.stderr}`);
    const theirs = JSON.parse(run.stdout) as Found;
    const patterns = theirs.patterns.map(([items]) => items.map(predicateOf));
    const startedAt = performance.now();
    const rows = new SliceRows({ codes, cardinalities, errors });
    const ours = runBy(rows, measureSlices(cardinalities, patterns));
    const seconds = (performance.now() - startedAt) / 1000;
    report.print(
      `  ${patterns.length.toLocaleString(
        'en',
      )} patterns of up to ${LEVELS} values: DivExplorer ${theirs.seconds.toFixed(
        2,
      )} s to find them all, ours ${seconds.toFixed(2)} s to measure the same`,
    );
    report.same(
      'rows of every pattern',
      ours.slices.map(({ size }) => size),
      theirs.patterns.map(([, size]) => size),
    );
    report.near(
      'error rate of every pattern',
      ours.slices.map(({ size, sumError }) => sumError / size),
      theirs.patterns.map(([, , rate]) => rate),
      1e-9,
    );
    const [worst] = findSlices({ codes, cardinalities, errors }).slices;
    const names = new Set(patterns.map(nameOf));
    report.same(
      'the worst slice is one of the patterns',
      names.has(nameOf(worst.predicates)),
      true,
    );
  },
};

function predicateOf(item: string): Predicate {
  const [, feature, code] = /^f(\d+)=(\d+)$/.exec(item)!;
  return { feature: Number(feature), code: Number(code) };
}

function nameOf(predicates: readonly Predicate[]): string {
  return predicates
    .map(({ feature, code }) => `f${feature}=${code}`)
    .sort()
    .join(' ');
}
