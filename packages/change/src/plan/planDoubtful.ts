import { literal, openTable } from '@greenroom/dataset';
import { findLabelIssues } from '@greenroom/label-quality';
import type { DataSides } from './DataSides';
import type { PlannedDebt } from './Plan';

/** Probabilities that are held at a time: 160 MB. Of more rows the analysis of labels tells. */
const MOST_PROBABILITIES = 2e7;
const NAMED_ROWS = 20;

/** Out-of-sample predictions of one model for one data set, on each side with the labels of that side. */
export type JudgedLabels = {
  readonly model: string;
  readonly classes: readonly string[];
  /** Parquet with `key`, `given` and `p`; of a row that is in several the first counts. */
  readonly before: readonly string[];
  readonly after: readonly string[];
};

/**
 * Labels of touched rows that confident learning doubts after and not before
 * (introduced), or the other way round (resolved).
 *
 * @param changes - rows that differ, as `DiffOptions.out`
 */
export async function planDoubtful(
  { roles, mask }: Pick<DataSides, 'roles' | 'mask'>,
  { classes, before, after, model }: JudgedLabels,
  changes: string,
): Promise<{ readonly debt?: PlannedDebt; readonly remark?: string }> {
  const touched = await touchedKeys(changes);
  const was = await doubted(before, classes);
  const is = await doubted(after, classes);
  if (was === 'too many' || is === 'too many')
    return {
      remark: `Labels were not judged by what ${model} predicts: there are more probabilities than are held at a time. The analysis of labels does it.`,
    };
  const introduced = [...is].filter(
    ([key]) => touched.has(key) && !was.has(key),
  );
  const resolved = [...was].filter(([key]) => touched.has(key) && !is.has(key));
  return {
    debt: {
      kind: 'doubtful',
      by: model,
      introduced: introduced.length,
      resolved: resolved.length,
      rows: introduced
        .slice(0, NAMED_ROWS)
        .map(([key, { label, suggested }]) => ({
          key: mask.text(roles.key, key),
          label: mask.text(roles.label, label),
          suggested: mask.text(roles.label, suggested),
        })),
    },
  };
}

async function touchedKeys(changes: string): Promise<ReadonlySet<string>> {
  const table = await openTable({ path: changes, format: 'parquet' });
  const keys = new Set<string>();
  try {
    for await (const rows of table.stream('SELECT key FROM t'))
      for (const { key } of rows) keys.add(String(key));
    return keys;
  } finally {
    table.close();
  }
}

type Doubted = ReadonlyMap<
  string,
  { readonly label: string; readonly suggested: string }
>;

/** By key, the most doubtful first. */
async function doubted(
  files: readonly string[],
  classes: readonly string[],
): Promise<Doubted | 'too many'> {
  const k = classes.length;
  const keys: string[] = [];
  const labels: number[] = [];
  const probabilities: number[] = [];
  const seen = new Set<string>();
  const places = new Map(classes.map((name, place) => [name, place]));
  for (const file of files) {
    const table = await openTable({ path: file, format: 'parquet' });
    try {
      for await (const rows of table.stream(
        `SELECT key, given, p FROM read_parquet(${literal(
          file,
        )}) WHERE p IS NOT NULL`,
      ))
        for (const row of rows) {
          const key = String(row.key);
          const place = places.get(String(row.given));
          const p = row.p as readonly number[];
          if (place === undefined || p.length !== k || seen.has(key)) continue;
          if ((keys.length + 1) * k > MOST_PROBABILITIES) return 'too many';
          seen.add(key);
          keys.push(key);
          labels.push(place);
          probabilities.push(...p);
        }
    } finally {
      table.close();
    }
  }
  if (keys.length === 0) return new Map();
  const { issues } = findLabelIssues({
    labels: Int32Array.from(labels),
    predProbs: Float64Array.from(probabilities),
    classes: k,
  });
  return new Map(
    issues.map(row => [
      keys[row],
      {
        label: classes[labels[row]],
        suggested: classes[largestOf(probabilities, row * k, k)],
      },
    ]),
  );
}

function largestOf(values: readonly number[], from: number, k: number): number {
  let best = 0;
  for (let i = 1; i < k; i++)
    if (values[from + i] > values[from + best]) best = i;
  return best;
}
