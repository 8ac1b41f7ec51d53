import { createHash } from 'node:crypto';
import type { Edit } from '../Edit';
import type { ConflictKind, Decision, MergeConflict } from './MergeConflict';

/** A conflict, named by the edit and by what is there. */
export function conflictOf(
  kind: ConflictKind,
  edit: Edit,
  sides: Omit<MergeConflict, 'id' | 'kind' | 'edit'>,
): MergeConflict {
  const sorted = Object.entries(sides.row ?? {}).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  // Of a cell, what else the row says is nothing to its conflict.
  const isOfRow = kind === 'changed-there' || kind === 'added-there';
  const against = isOfRow ? sorted : [];
  const id = createHash('sha256')
    // What ours shall be may be decided anew.
    .update(
      JSON.stringify([
        kind,
        edit.kind,
        edit.key,
        sides.column ?? null,
        sides.base ?? null,
        sides.theirs ?? null,
        against,
      ]),
    )
    .digest('hex')
    .slice(0, 32);
  return { id, kind, edit, ...sides };
}

/** Whether a conflict of this kind is settled so. */
export function isOffered(
  { choices }: MergeConflict,
  decision: Decision,
): boolean {
  return choices.includes(typeof decision === 'object' ? 'value' : decision);
}

/** Of boxes, only those in conflict are theirs then. */
export function isTheirs(
  { edit, kind, choices }: MergeConflict,
  decision: Decision,
): boolean {
  if (decision !== 'theirs') return false;
  const areBoxes =
    edit.kind === 'relabel' &&
    kind === 'both-changed' &&
    !choices.includes('value');
  return !areBoxes;
}
