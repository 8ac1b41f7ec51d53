import { openTable } from '@greenroom/dataset';
import { ClassificationMeasure } from './measureClassification';
import type { RightByKey } from './gates/SliceMeasure';
import { ModelError } from './ModelError';
import { fnv1a } from './preprocessing/hashText';

/** Predictions of another version on the same rows: Parquet as `PredictionWriter` writes it. */
export type BaselineFile = {
  readonly path: string;
  /** As a reason names it, e.g. "digit-reader 2.0.0". */
  readonly name: string;
  /** Of that version: see `decide`. */
  readonly threshold?: number;
};

export type BaselineRun = {
  readonly name: string;
  readonly measure: ClassificationMeasure;
  /** Where rows are compared by slice. */
  readonly right?: RightByKey;
};

/**
 * Measures the predictions of another run by the same metrics, so that the two
 * can be compared row by row.
 *
 * @param rows - whether each was right is kept where slices are compared
 * @throws ModelError where they are of other classes, or hold no probabilities
 */
export async function readBaseline(
  { path, name, threshold }: BaselineFile,
  classes: readonly string[],
  rows: 'kept' | 'left out',
): Promise<BaselineRun> {
  const table = await openTable({ path, format: 'parquet' });
  try {
    const [{ n }] = await table.query('SELECT count(*) AS n FROM t');
    const measure = new ClassificationMeasure(
      { classes, threshold },
      Number(n),
    );
    const places = new Map(classes.map((label, place) => [label, place]));
    const right = new Map<string, boolean>();
    for await (const chunk of table.stream(
      'SELECT key, given, predicted, p FROM t',
    )) {
      if (rows === 'kept')
        for (const { key, given, predicted } of chunk)
          right.set(String(key), given === predicted);
      measure.add({
        given: chunk.map(({ key, given }) => {
          const place = places.get(String(given));
          if (place !== undefined) return place;
          throw new ModelError(
            `${name} was run on row ${String(key)} with the label ${String(
              given,
            )}, which is none of the model's classes now.`,
          );
        }),
        probabilities: chunk.flatMap(({ key, p }) => {
          if (Array.isArray(p) && p.length === classes.length)
            return p.map(Number);
          throw new ModelError(
            `${name} gave row ${String(
              key,
            )} no probabilities of these classes: a fall cannot be measured against it. Take maxDrop and regression out of the gates, or evaluate that version anew.`,
          );
        }),
        units: chunk.map(({ key }) => fnv1a(String(key))),
      });
    }
    return { name, measure, ...(rows === 'kept' ? { right } : {}) };
  } finally {
    table.close();
  }
}
