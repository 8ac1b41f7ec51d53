import { identifier, literal, openTable } from '@greenroom/dataset';
import { normalisePredictions } from '@greenroom/evaluation';
import { hasOneClass, isDetection, isMeasurable } from '@greenroom/manifest';
import type { DataSides } from './DataSides';
import { inputsOf } from './isSameModel';
import type { ModelSide } from './PlanQuestion';

/**
 * Out-of-fold predictions of a model beside the labels that its training rows
 * have on one side: Parquet with `key`, `given` and `p`.
 *
 * @param of.changes - as `DiffOptions.out`: rows that differ in what the model reads are left out, since nobody predicted them
 * @param of.out - a path to write to
 * @returns undefined where the model names none for this data set
 * @throws ModelError where columns are missing, or a key stands twice
 */
export async function outOfFoldRows(
  { manifest, files }: ModelSide,
  data: DataSides,
  end: 'before' | 'after',
  of: { readonly changes?: string; readonly out: string },
): Promise<string | undefined> {
  const { predictions, trainedOn, classes = [] } = manifest;
  const [table, dataset] = [data[end], data.manifests[end]];
  const named = predictions?.outOfFold;
  const given = named === undefined ? undefined : files[named];
  if (
    given === undefined ||
    !table ||
    trainedOn?.dataset !== data.name ||
    !dataset ||
    !isMeasurable(dataset) ||
    isDetection(dataset) ||
    !hasOneClass(dataset)
  )
    return undefined;
  const told = await normalisePredictions(
    { path: given },
    { name: named!, key: dataset.key, classes, out: `${of.out}.made` },
  );
  if (told === 'labels') return undefined;
  const rows = await openTable({ path: table.file, format: 'parquet' });
  const key = `CAST(${identifier(dataset.key)} AS VARCHAR)`;
  const inputs = inputsOf(manifest, table, data.roles).map(literal).join(', ');
  try {
    await rows.query(
      `COPY (SELECT ${key} AS key, CAST(${identifier(
        dataset.label,
      )} AS VARCHAR) AS given, m.p AS p
         FROM t JOIN read_parquet(${literal(
           `${of.out}.made`,
         )}) m ON m.key = ${key}
        WHERE CAST(${identifier(dataset.split)} AS VARCHAR) = ${literal(
        trainedOn.split,
      )} AND ${identifier(dataset.label)} IS NOT NULL${
        end === 'before' || of.changes === undefined
          ? ''
          : ` AND ${key} NOT IN (SELECT key FROM read_parquet(${literal(
              of.changes,
            )}) WHERE change <> 'changed' OR list_has_any(changed, [${inputs}]::VARCHAR[]))`
      }) TO ${literal(of.out)} (FORMAT PARQUET)`,
    );
    return of.out;
  } finally {
    rows.close();
  }
}
