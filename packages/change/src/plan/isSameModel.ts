import { inputColumns } from '@greenroom/evaluation';
import type { ModelManifest } from '@greenroom/manifest';
import type { Roles } from './DataSides';
import type { ModelSide } from './PlanQuestion';
import type { TypedTable } from './TypedTable';

/** Whether two sides say the same of the same row: what is served may be another model any day. */
export function isSameModel(before: ModelSide, after: ModelSide): boolean {
  if (before === after) return true;
  const isSameFile =
    before.digest !== undefined && before.digest === after.digest;
  return (
    isSameFile && contractOf(before.manifest) === contractOf(after.manifest)
  );
}

/** Columns of a row that decide what a model says of it: where nobody says which, all but those that name and judge the row. */
export function inputsOf(
  { preprocessing }: ModelManifest,
  { columns }: TypedTable,
  { apart }: Roles,
): readonly string[] {
  return preprocessing
    ? inputColumns(preprocessing)
    : columns.map(({ name }) => name).filter(name => !apart.has(name));
}

function contractOf({
  model,
  endpoint,
  preprocessing,
  classes,
}: ModelManifest): string {
  return JSON.stringify([model, endpoint, preprocessing, classes]);
}
