import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findSlices } from '@greenroom/error-analysis';
import type { Report } from '../Report';
import { runGreenroom } from '../runMeasured';
import type { Section } from '../Section';
import { readCodes } from './readCodes';
import type { SliceBench } from './SliceBench';

const SETS = ['adult_gbm_test', 'diabetes_ridge', 'german', 'overflow_40x3'];
const TOLERANCE = 1e-9;

type Expected = {
  readonly k: number;
  readonly max_l: number;
  readonly min_sup: number;
  readonly alpha: number;
  readonly avg_error: number;
  readonly top: readonly {
    readonly predicates: Readonly<Record<string, number>>;
    readonly score: number;
    readonly size: number;
    readonly sum_error: number;
    readonly max_error: number;
  }[];
};

/** A slice as both sides have it, by its predicates. */
type Known = Map<string, { score: number; size: number }>;

/** The exact top slices of public sets, by the library and by the command line. */
export const reference: Section<SliceBench> = {
  name: 'reference',
  async run(report, { fixtures }) {
    for (const name of SETS) {
      const file = path.join(fixtures, 'slices', `${name}.csv`);
      const expected = JSON.parse(
        readFileSync(file.replace('.csv', '.expected.json'), 'utf8'),
      ) as Expected;
      const theirs: Known = new Map(
        expected.top.map(slice => [keyOf(slice.predicates), slice]),
      );
      compare(report, `${name}, library`, byLibrary(file, expected), theirs);
      compare(
        report,
        `${name}, command line`,
        await byCommandLine(file, expected),
        theirs,
      );
    }
  },
};

function compare(report: Report, what: string, ours: Known, theirs: Known) {
  const keys = [...theirs.keys()].sort();
  report.same(`${what}: slices`, [...ours.keys()].sort(), keys);
  report.same(
    `${what}: sizes`,
    keys.map(key => ours.get(key)?.size),
    keys.map(key => theirs.get(key)!.size),
  );
  report.near(
    `${what}: scores`,
    keys.map(key => ours.get(key)?.score ?? NaN),
    keys.map(key => theirs.get(key)!.score),
    TOLERANCE,
  );
}

function byLibrary(file: string, expected: Expected): Known {
  const columns = [...readCodes(file)];
  const [, errors] = columns.pop()!;
  const codes = columns.map(([, values]) => Int32Array.from(values));
  const { slices } = findSlices({
    codes,
    cardinalities: codes.map(column => Math.max(...column) + 1),
    errors,
    k: expected.k,
    maxLevel: expected.max_l,
    alpha: expected.alpha,
    // The default is the reference's: it is not given.
  });
  return new Map(
    slices.map(slice => [
      keyOf(
        Object.fromEntries(
          slice.predicates.map(({ feature, code }) => [feature, code]),
        ),
      ),
      slice,
    ]),
  );
}

async function byCommandLine(file: string, expected: Expected): Promise<Known> {
  const names = [...readCodes(file).keys()];
  const { answer } = await runGreenroom<{
    readonly slices: readonly {
      readonly predicates: Readonly<Record<string, number>>;
      readonly score: number;
      readonly size: number;
    }[];
  }>(
    ...['errors', 'slices', '--table', file, '--error', 'error'],
    ...['--k', String(expected.k), '--max-level', String(expected.max_l)],
  );
  return new Map(
    answer.slices.map(slice => [
      keyOf(
        Object.fromEntries(
          Object.entries(slice.predicates).map(([name, value]) => [
            names.indexOf(name),
            value,
          ]),
        ),
      ),
      slice,
    ]),
  );
}

/** Features by their number, ascending. */
function keyOf(predicates: Readonly<Record<string, number>>): string {
  return Object.entries(predicates)
    .map(([feature, code]) => [Number(feature), Number(code)])
    .sort(([a], [b]) => a - b)
    .map(([feature, code]) => `${feature}=${code}`)
    .join(' ');
}
