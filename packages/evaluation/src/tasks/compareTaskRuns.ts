import { openTable } from '@greenroom/dataset';
import type { OtherTask } from '@greenroom/manifest';
import type { ComparedMetric } from '../comparison/RunComparison';
import { compareSamples } from '../metrics/between/compareSamples';
import { once } from '../metrics/rows/once';
import type { Sample } from '../metrics/rows/Accumulator';
import { openTaskMeasure } from './openTaskMeasure';

/**
 * How the metrics of a task differ between two runs (Parquet as
 * `PredictionWriter` writes it), each measured on its own rows and labels: those
 * of both are drawn together, others by themselves (paired Poisson bootstrap).
 * Of rankings nothing is told, since a run does not say which query a row was for.
 *
 * @param classes - of several labels a row; else none
 * @throws ModelError, MetricError naming a row that cannot be measured
 */
export async function compareTaskRuns(of: {
  readonly before: string;
  readonly after: string;
  readonly task: OtherTask;
  readonly classes: readonly string[];
}): Promise<ComparedMetric[]> {
  const { before, after, task, classes } = of;
  if (task === 'text-ranking') return [];
  const was = await sampleOf(before, task, classes);
  const is = await sampleOf(after, task, classes);
  const [first, second] = [was, is].map(sample =>
    sample.values(once(sample.units.length)),
  );
  return Object.entries(compareSamples(was, is)).map(
    ([metric, difference]) => ({
      metric,
      before: first[metric],
      after: second[metric],
      difference,
    }),
  );
}

async function sampleOf(
  file: string,
  task: OtherTask,
  classes: readonly string[],
): Promise<Sample> {
  const measure = openTaskMeasure(task, classes);
  const table = await openTable({ path: file, format: 'parquet' });
  try {
    for await (const rows of table.stream(
      'SELECT key, given, predicted, p FROM t',
    ))
      measure.add(
        rows.map(({ key, given, predicted, p }) => ({
          key: String(key),
          given,
          made: p ?? predicted,
          query: undefined,
        })),
      );
    return measure.finish();
  } finally {
    table.close();
  }
}
