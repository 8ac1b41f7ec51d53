import { ConflictError } from '@backstage/errors';
import type { Conflict, MergeConflict } from '@greenroom/change';
import { isDetection, type Manifest } from '@greenroom/manifest';
import { personalColumns } from '../../registry/personalColumns';
import { boxesChange } from '../boxWords';

/** Rows of a conflict that a message names. */
const NAMED_ROWS = 5;

/**
 * Names the rows on which both sides have their own word. The message goes where
 * everybody reads who sees the proposal, so it holds nothing of a personal column.
 *
 * @throws ConflictError where there are any
 */
export function assertNoConflict(
  conflicts: readonly Conflict[],
  manifest: Manifest,
): void {
  if (conflicts.length === 0) return;
  const personal = personalColumns(manifest);
  const shown = conflicts
    .slice(0, NAMED_ROWS)
    .map(conflict => conflictText(conflict, manifest, personal));
  throw new ConflictError(
    `${
      conflicts.length
    } rows changed upstream since you decided them: ${shown.join(
      ', ',
    )}. Compare the basket with the newest version to choose, or take them out.`,
  );
}

/** Of a merge, as a file tells of its own. */
export function conflictOf({
  edit,
  column,
  ours,
  base,
  theirs,
}: MergeConflict) {
  const { key } = edit;
  // Of a row that came meanwhile, both sides are new.
  return { key, column, expected: base ?? ours, found: theirs };
}

function conflictText(
  { key, column, expected, found }: Conflict,
  manifest: Manifest,
  personal: ReadonlySet<string>,
): string {
  if (column !== undefined && personal.has(column))
    return `${key} (${column} is personal, and another since)`;
  const ofLabel =
    column === undefined ||
    (manifest.kind === 'Dataset' && column === manifest.label);
  if (isDetection(manifest) && ofLabel)
    return found === undefined
      ? `${key} (is gone)`
      : `${key} (${boxesChange(expected ?? '', found ?? '')} since)`;
  const was = ofLabel ? 'was' : `${column} was`;
  return expected === undefined
    ? `${key} (is there already, as ${found ?? 'another row'})`
    : `${key} (${was} ${expected ?? 'empty'}, is ${
        found === null ? 'empty' : found ?? 'gone'
      })`;
}
