import { openTable } from '@greenroom/dataset';
import { softmaxProbe } from '@greenroom/label-quality';
import type { LabelQuality } from '@greenroom/backstage-plugin-greenroom-common';
import { FileError } from '../../FileError';
import { quoted } from '../quoted';
import type { LabelsInput } from './LabelsInput';
import type { Features } from './readFeatures';
import type { LabelledRow } from './readLabels';

const PROBE_FOLDS = 5;
const PROBE_SEED = 1;

export type Gathered = {
  /** Row key to probabilities in the order of the classes. */
  readonly probabilities: ReadonlyMap<string, Float64Array>;
  readonly origins: ReadonlyMap<string, string>;
  readonly used: NonNullable<LabelQuality['predictions']>;
};

/**
 * One out-of-sample prediction a row, joined by key: held-out runs first, then
 * out-of-fold predictions, then a k-fold probe for rows that have neither.
 *
 * @param rows - all labelled rows, which the features are of
 */
export async function gatherPredictions(
  input: LabelsInput,
  rows: readonly LabelledRow[],
  features: Features | undefined,
): Promise<Gathered> {
  const judged = rows.filter(({ split }) => !input.audited.includes(split));
  const probabilities = new Map<string, Float64Array>();
  const origins = new Map<string, string>();
  const add = (key: string, p: ArrayLike<number>, origin: string) => {
    if (probabilities.has(key)) return;
    probabilities.set(key, Float64Array.from(p));
    origins.set(key, origin);
  };
  for (const { predictions, origin } of input.heldOut) {
    for (const { key, p } of await readRun(predictions)) add(key, p, origin);
  }
  if (input.outOfFold) {
    const { origin } = input.outOfFold;
    for (const { key, p } of await readFolds(input)) add(key, p, origin);
  }
  const without = new Set(
    judged.flatMap(({ key }) => (probabilities.has(key) ? [] : [key])),
  );
  if (without.size > 0 && features && rows.length >= PROBE_FOLDS) {
    const probed = probe(input, rows, features);
    const k = input.classes.length;
    const origin = `a ${PROBE_FOLDS}-fold probe of ${features.source}`;
    rows.forEach(({ key }, i) => {
      if (without.has(key))
        add(key, probed.subarray(i * k, (i + 1) * k), origin);
    });
  }
  return { probabilities, origins, used: countUsed(judged, origins) };
}

function countUsed(
  rows: readonly LabelledRow[],
  origins: ReadonlyMap<string, string>,
) {
  const used = new Map<string, { splits: Set<string>; rows: number }>();
  for (const row of rows) {
    const origin = origins.get(row.key);
    if (!origin) continue;
    const entry = used.get(origin) ?? { splits: new Set<string>(), rows: 0 };
    entry.splits.add(row.split);
    entry.rows++;
    used.set(origin, entry);
  }
  return [...used].map(([origin, entry]) => ({
    origin,
    splits: [...entry.splits].sort(),
    rows: entry.rows,
  }));
}

async function readRun(
  predictions: string,
): Promise<{ key: string; p: number[] }[]> {
  const table = await openTable({ path: predictions, format: 'parquet' });
  try {
    // A model that tells only labels gives no probabilities.
    const rows = await table.query('SELECT key, p FROM t WHERE p IS NOT NULL');
    return rows.map(row => ({ key: String(row.key), p: row.p as number[] }));
  } finally {
    table.close();
  }
}

async function readFolds(
  input: LabelsInput,
): Promise<{ key: string; p: number[] }[]> {
  const { file, name } = input.outOfFold!;
  const table = await openTable({ path: file });
  try {
    const columns = input.classes.map(label => `p_${label}`);
    const present = new Set(table.columns.map(column => column.name));
    const missing = [input.key, ...columns].filter(
      column => !present.has(column),
    );
    if (missing.length > 0) {
      throw new FileError(
        `${name} has no column ${missing.join(
          ', ',
        )}. Out-of-fold predictions need the key and a column p_<class> for each class.`,
        name,
        1,
      );
    }
    const rows = await table.query(
      `SELECT CAST(${quoted(input.key)} AS VARCHAR) AS k, ${columns
        .map(column => `CAST(${quoted(column)} AS DOUBLE) AS ${quoted(column)}`)
        .join(', ')} FROM t`,
    );
    return rows.map(row => ({
      key: String(row.k),
      p: columns.map(column => Number(row[column])),
    }));
  } finally {
    table.close();
  }
}

/** Out-of-fold probabilities of a softmax regression, rows x classes. */
function probe(
  { classes }: LabelsInput,
  rows: readonly LabelledRow[],
  features: Features,
): Float64Array {
  return softmaxProbe({
    features: Float64Array.from(features.values),
    labels: Int32Array.from(rows, row => row.label),
    classes: classes.length,
    folds: PROBE_FOLDS,
    seed: PROBE_SEED,
  }).predProbs;
}
