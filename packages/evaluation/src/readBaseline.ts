import { openTable } from '@greenroom/dataset';
import { ClassificationMeasure } from './measureClassification';
import { ModelError } from './ModelError';
import { fnv1a } from './preprocessing/hashText';

/** Predictions of another version on the same rows: Parquet as `PredictionWriter` writes it. */
export type BaselineFile = {
  readonly path: string;
  /** As a reason names it, e.g. "digit-reader 2.0.0". */
  readonly name: string;
};

/**
 * Measures the predictions of another run by the same metrics, so that the two
 * can be compared row by row.
 *
 * @throws ModelError where they are of other classes, or hold no probabilities
 */
export async function readBaseline(
  { path, name }: BaselineFile,
  classes: readonly string[],
): Promise<ClassificationMeasure> {
  const table = await openTable({ path, format: 'parquet' });
  try {
    const [{ n }] = await table.query('SELECT count(*) AS n FROM t');
    const measure = new ClassificationMeasure({ classes }, Number(n));
    const places = new Map(classes.map((label, place) => [label, place]));
    for await (const rows of table.stream('SELECT key, given, p FROM t')) {
      measure.add({
        given: rows.map(({ key, given }) => {
          const place = places.get(String(given));
          if (place !== undefined) return place;
          throw new ModelError(
            `${name} was run on row ${String(key)} with the label ${String(
              given,
            )}, which is none of the model's classes now.`,
          );
        }),
        probabilities: rows.flatMap(({ key, p }) => {
          if (Array.isArray(p) && p.length === classes.length)
            return p.map(Number);
          throw new ModelError(
            `${name} gave row ${String(
              key,
            )} no probabilities of these classes: a fall cannot be measured against it. Take maxDrop out of the gates, or evaluate that version anew.`,
          );
        }),
        units: rows.map(({ key }) => fnv1a(String(key))),
      });
    }
    return measure;
  } finally {
    table.close();
  }
}
