import { openTable } from '@greenroom/dataset';
import { ClassificationMeasure } from './measureClassification';
import {
  comparePaired,
  type PairedComparison,
} from './metrics/between/comparePaired';
import type { Difference } from './metrics/between/compareSamples';
import { ModelError } from './ModelError';
import { readBaseline } from './readBaseline';

export type RunComparison = PairedComparison & {
  /** Rows that only one of the runs has; they are left out of the paired figures. */
  readonly unmatched: { readonly before: number; readonly after: number };
  readonly fixedKeys: readonly string[];
  readonly brokenKeys: readonly string[];
  /** Of every metric, where both runs have probabilities of the classes and the same rows. */
  readonly differences: Readonly<Record<string, Difference>>;
};

type Side = ReadonlyMap<string, { given: string; isRight: boolean }>;

/**
 * Compares the predictions of two runs (Parquet as `PredictionWriter` writes it),
 * rows joined by key.
 *
 * @param classes - of both models
 * @throws ModelError where no row is in both, or a row has another label in each
 */
export async function compareRuns(
  before: string,
  after: string,
  classes: readonly string[],
): Promise<RunComparison> {
  const [first, second] = [await readSide(before), await readSide(after)];
  const keys = [...first.keys()].filter(key => second.has(key)).sort();
  if (keys.length === 0)
    throw new ModelError(
      `No row is in both ${before} and ${after}. Compare runs on the same split.`,
    );
  const relabelled = keys.find(
    key => first.get(key)!.given !== second.get(key)!.given,
  );
  if (relabelled !== undefined)
    throw new ModelError(
      `Row ${relabelled} has the label ${
        first.get(relabelled)!.given
      } in ${before} and ${
        second.get(relabelled)!.given
      } in ${after}. Evaluate both models on one version of the data.`,
    );
  const rightOf = (side: Side) => keys.map(key => side.get(key)!.isRight);
  const [rightBefore, rightAfter] = [rightOf(first), rightOf(second)];
  const unmatched = {
    before: first.size - keys.length,
    after: second.size - keys.length,
  };
  return {
    ...comparePaired(rightBefore, rightAfter),
    unmatched,
    fixedKeys: keys.filter((_, i) => !rightBefore[i] && rightAfter[i]),
    brokenKeys: keys.filter((_, i) => rightBefore[i] && !rightAfter[i]),
    differences:
      unmatched.before + unmatched.after === 0
        ? (await measured(after, classes)).differencesFrom(
            await measured(before, classes),
          )
        : {},
  };
}

function measured(
  path: string,
  classes: readonly string[],
): Promise<ClassificationMeasure> {
  return readBaseline({ path, name: path }, classes);
}

async function readSide(path: string): Promise<Side> {
  const table = await openTable({ path, format: 'parquet' });
  try {
    const side = new Map<string, { given: string; isRight: boolean }>();
    for await (const rows of table.stream(
      'SELECT key, given, predicted FROM t',
    ))
      for (const { key, given, predicted } of rows)
        side.set(String(key), {
          given: String(given),
          isRight: given === predicted,
        });
    return side;
  } finally {
    table.close();
  }
}
