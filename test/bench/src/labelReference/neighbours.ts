import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Report } from '../Report';
import type { Section } from '../Section';
import { runGreenroom } from '../runMeasured';
import type { Fixtures } from './Fixtures';

type Found = {
  readonly exactDuplicates: readonly number[][];
  readonly nearDuplicates: readonly number[][];
  readonly conflicts: readonly number[][];
  readonly outliers: readonly number[];
  readonly outlierScores: readonly number[];
  readonly knnIssues: readonly number[];
  readonly knnScores: readonly number[];
};
type Checks = {
  readonly imbalance: { readonly rare: readonly string[] };
  readonly order: { readonly pValue: number; readonly isOrdered: boolean };
};

const METRICS = ['cosine', 'euclidean'] as const;
/** Ties of the neighbours are free, and the order of rows is judged through them. */
const P_VALUE_TOLERANCE = 0.02;
const SCORE_TOLERANCE = 1e-9;

/** Digits with planted copies, near copies and outliers, by pixels alone. */
export const neighbours: Section<Fixtures> = {
  name: 'neighbours',
  async run(report, { folder }) {
    const scratch = mkdtempSync(path.join(os.tmpdir(), 'greenroom-digits-'));
    try {
      const table = path.join(scratch, 'digits.csv');
      const planted = readFileSync(
        path.join(folder, 'digits_planted.csv'),
        'utf8',
      );
      const pixels = Array.from({ length: 64 }, (_, i) => `p${i}`).join();
      writeFileSync(table, `noisy,true,${pixels}\n${planted}`);
      const reference = JSON.parse(
        readFileSync(path.join(folder, 'digits.json'), 'utf8'),
      );
      const ask = (...more: string[]) =>
        runGreenroom<Found>(
          ...['labels', 'neighbours', '--features', `${table}#${pixels}`],
          ...['--labels', `${table}#noisy`, ...more],
        );
      for (const metric of METRICS) {
        const { answer, run } = await ask('--metric', metric);
        report.print(
          `  ${metric}: ${run.seconds.toFixed(2)} s, ${run.peakMegabytes} MB`,
        );
        comparePlanted(report, metric, answer, reference);
        compareScores(report, metric, answer, reference);
        const peer = await ask('--metric', metric, '--outlier-fence', 'linear');
        report.same(
          `${metric}: rows beyond the linear fence`,
          ascending(peer.answer.outliers),
          reference[`datalab_${metric}`].issues.outlier.indices,
        );
      }
      const { answer: checks } = await runGreenroom<Checks>(
        ...['labels', 'checks', '--table', table, '--label', 'noisy'],
        ...['--features', `${table}#${pixels}`],
      );
      const { non_iid: nonIid } = reference.datalab_cosine.issues;
      report.near(
        'p-value of the order of rows',
        [checks.order.pValue],
        [nonIid['p-value']],
        P_VALUE_TOLERANCE,
      );
      report.same('rare classes', checks.imbalance.rare, []);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};

function comparePlanted(
  report: Report,
  metric: string,
  found: Found,
  reference: {
    readonly planted: Record<'exact' | 'near', readonly [number, number][]> & {
      readonly outliers: readonly number[];
    };
    readonly label_noise: { readonly flipped: readonly number[] };
  },
): void {
  const { exact, near, outliers } = reference.planted;
  const flipped = new Set(reference.label_noise.flipped);
  const paired = (groups: readonly number[][], pairs: readonly number[][]) =>
    pairs.filter(([a, b]) =>
      groups.some(group => group.includes(a) && group.includes(b)),
    ).length;
  report.same(
    `${metric}: planted exact copies found, groups told`,
    [paired(found.exactDuplicates, exact), found.exactDuplicates.length],
    [exact.length, exact.length],
  );
  report.same(
    `${metric}: planted near copies found, groups told`,
    [paired(found.nearDuplicates, near), found.nearDuplicates.length],
    [near.length, near.length],
  );
  const caught = outliers.filter(row => found.outliers.includes(row)).length;
  report.same(`${metric}: planted outliers found`, caught, outliers.length);
  report.print(
    `    ${found.outliers.length} outliers told: precision ${share(
      caught,
      found.outliers.length,
    )}`,
  );
  const wrong = found.knnIssues.filter(row => flipped.has(row)).length;
  report.print(
    `    ${
      found.knnIssues.length
    } labels contradicted by neighbours: precision ${share(
      wrong,
      found.knnIssues.length,
    )}, recall ${share(wrong, flipped.size)}`,
  );
  const right = found.conflicts.filter(group =>
    group.some(row => flipped.has(row)),
  ).length;
  report.print(
    `    ${found.conflicts.length} conflict groups: ${right} hold a flipped label`,
  );
}

function compareScores(
  report: Report,
  metric: string,
  found: Found,
  reference: ReturnType<typeof JSON.parse>,
): void {
  const { scores } = reference[`datalab_${metric}`].issues.outlier;
  const values: readonly number[] = scores.sample.values;
  const last = found.outlierScores.length - 1;
  report.near(
    `${metric}: outlier scores`,
    values.map(
      (_, i) =>
        found.outlierScores[Math.floor((i * last) / (values.length - 1))],
    ),
    values,
    SCORE_TOLERANCE,
  );
  if (metric !== 'euclidean') return;
  // cleanlab votes by euclidean distance whatever the metric of the rest.
  const vote = reference.datalab_label_from_features_k10_euclidean;
  report.near(
    `${metric}: sum of the votes for the given label`,
    [found.knnScores.reduce((sum, score) => sum + score, 0)],
    [vote.scores.sum],
    SCORE_TOLERANCE,
  );
  report.print(
    `    cleanlab from the same votes: precision ${vote.set.precision.toFixed(
      3,
    )}, recall ${vote.set.recall.toFixed(3)}`,
  );
}

function ascending(rows: readonly number[]): number[] {
  return [...rows].sort((a, b) => a - b);
}

function share(part: number, whole: number): string {
  return (part / whole).toFixed(3);
}
