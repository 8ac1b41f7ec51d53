import { openTable } from '@greenroom/dataset';
import {
  binNumbers,
  confusionMatrix,
  encodeCategories,
  findSlices,
} from '@greenroom/error-analysis';
import type { SliceFeature } from '@greenroom/evaluation';
import { wilson } from '@greenroom/label-quality';
import type { ErrorsResult } from '../AnalysisStore';
import { quoted } from './quoted';

/** Tables and predictions are our own artifacts. */
export type ErrorsInput = {
  readonly table: string;
  readonly predictions: string;
  readonly key: string;
  readonly classes: readonly string[];
  readonly features: readonly SliceFeature[];
};

const SLICES = 10;

type Feature = { name: string; codes: Int32Array; labels: readonly string[] };

export async function errors(
  input: ErrorsInput,
  tell: (fraction: number, message?: string) => void,
): Promise<ErrorsResult> {
  tell(0.1, 'Reading predictions and features');
  const predictions = await readPredictions(input);
  const n = predictions.length;
  const classIndex = new Map(input.classes.map((name, i) => [name, i]));
  const given = Int32Array.from(
    predictions,
    row => classIndex.get(row.given) ?? -1,
  );
  const predicted = Int32Array.from(
    predictions,
    row => classIndex.get(row.predicted) ?? -1,
  );
  const wrong = Float64Array.from(predictions, row =>
    row.given === row.predicted ? 0 : 1,
  );
  const errorCount = wrong.reduce((sum, error) => sum + error, 0);
  const summary = {
    rows: n,
    errorRate: {
      value: n === 0 ? 0 : errorCount / n,
      ...interval(errorCount, n),
      n,
    },
    confusion: {
      classes: [...input.classes],
      counts: confusionMatrix(given, predicted, input.classes.length),
    },
    features: input.features.map(feature => feature.name),
  };
  const remark = remarkOn(n, errorCount, input.features.length);
  if (remark) return { ...summary, slices: [], remark };

  tell(0.4, 'Searching slices');
  const features = await readFeatures(
    input,
    predictions.map(row => row.key),
  );
  const found = findSlices({
    codes: features.map(feature => feature.codes),
    cardinalities: features.map(feature => feature.labels.length),
    errors: wrong,
    k: SLICES,
  });
  const named = (predicates: readonly { feature: number; code: number }[]) =>
    predicates.map(({ feature, code }) => ({
      feature: features[feature].name,
      value: features[feature].labels[code],
    }));
  const slices = found.slices.map(slice => ({
    predicates: named(slice.predicates),
    score: slice.score,
    size: slice.size,
    errors: slice.sumError,
    errorRate: {
      value: slice.averageError,
      ...interval(slice.sumError, slice.size),
      n: slice.size,
    },
    lift: slice.averageError / found.averageError,
    pValue: slice.pValue,
    qValue: slice.qValue,
    sameRowsAs: slice.sameRowsAs.map(named),
  }));
  return {
    ...summary,
    slices,
    remark:
      slices.length === 0
        ? 'No slice of enough rows is worse than the whole: the errors are spread evenly over these features.'
        : undefined,
  };
}

function interval(count: number, n: number) {
  if (n === 0) return {};
  const { low, high } = wilson(count, n);
  return { low, high };
}

function remarkOn(
  n: number,
  errorCount: number,
  featureCount: number,
): string | undefined {
  if (n === 0) return 'The run has no rows: the split is empty.';
  if (errorCount === 0)
    return 'The model made no error on these rows, so no slice can be worse.';
  if (errorCount === n) {
    return 'The model is wrong on every row. Look at preprocessing and labels before slices.';
  }
  if (featureCount === 0) {
    return 'The manifest marks no column with "slice: true", so there is nothing to slice by. Mark some columns.';
  }
  return undefined;
}

type Prediction = { key: string; given: string; predicted: string };

async function readPredictions(input: ErrorsInput): Promise<Prediction[]> {
  const table = await openTable({ path: input.predictions, format: 'parquet' });
  try {
    return (await table.query(
      'SELECT key, given, predicted FROM t ORDER BY key',
    )) as Prediction[];
  } finally {
    table.close();
  }
}

/** Values of the features, joined to the predictions by key. */
async function readFeatures(
  input: ErrorsInput,
  keys: readonly string[],
): Promise<Feature[]> {
  const table = await openTable({ path: input.table, format: 'parquet' });
  try {
    const columns = input.features.map(({ name, isNumber }) =>
      isNumber
        ? `CAST(${quoted(name)} AS DOUBLE) AS ${quoted(name)}`
        : `CAST(${quoted(name)} AS VARCHAR) AS ${quoted(name)}`,
    );
    const rows = await table.query(
      `SELECT CAST(${quoted(
        input.key,
      )} AS VARCHAR) AS "greenroom key", ${columns.join(', ')} FROM t`,
    );
    const byKey = new Map(rows.map(row => [String(row['greenroom key']), row]));
    return input.features.map(({ name, isNumber, unit }) => {
      const values = keys.map(key => byKey.get(key)?.[name] ?? null);
      const { codes, labels } = isNumber
        ? binNumbers(
            Float64Array.from(values, value =>
              value === null ? NaN : Number(value),
            ),
          )
        : encodeCategories(
            values.map(value => (value === null ? null : String(value))),
          );
      return { name: unit ? `${name} (${unit})` : name, codes, labels };
    });
  } finally {
    table.close();
  }
}
