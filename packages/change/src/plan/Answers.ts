import { openTable } from '@greenroom/dataset';
import { normaliseAnswers, normalisePredictions } from '@greenroom/evaluation';
import {
  type EvaluationSpec,
  type MeasurableDataset,
  otherTaskOf,
} from '@greenroom/manifest';
import type { ModelSide } from './PlanQuestion';

/** What a model says of rows: Parquet with `key`, and `p` or `predicted`. */
export type Answers = {
  readonly file: string;
  readonly column: 'p' | 'predicted';
};

/**
 * What is known of a side without running a model: a run of it, else the
 * predictions that its manifest names.
 *
 * @throws ModelError where columns are missing, or a key stands twice
 */
export async function knownAnswers(
  { manifest, files, runs }: ModelSide,
  spec: EvaluationSpec,
  dataset: MeasurableDataset,
  out: string,
): Promise<Answers | undefined> {
  const run = runs?.[spec.name];
  if (run !== undefined) return { file: run, column: await toldBy(run) };
  const given =
    spec.predictions === undefined ? undefined : files[spec.predictions];
  if (given === undefined) return undefined;
  const task = otherTaskOf(dataset);
  const of = {
    name: spec.predictions!,
    key: dataset.key,
    classes: manifest.classes ?? dataset.classes ?? [],
    out,
  };
  if (task !== undefined)
    return {
      file: out,
      column: await normaliseAnswers({ path: given }, { ...of, task }),
    };
  const told = await normalisePredictions({ path: given }, of);
  return { file: out, column: told === 'labels' ? 'predicted' : 'p' };
}

/** What a run that `PredictionWriter` wrote tells of each row. */
async function toldBy(run: string): Promise<Answers['column']> {
  const table = await openTable({ path: run, format: 'parquet' });
  try {
    const [{ n }] = await table.query(
      'SELECT count(*) AS n FROM t WHERE p IS NULL',
    );
    return Number(n) === 0 ? 'p' : 'predicted';
  } finally {
    table.close();
  }
}
