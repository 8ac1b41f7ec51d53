import type { BasketConflict } from '@greenroom/backstage-plugin-greenroom-common';
import { labelName } from '../../components/labelWords';

type Side = 'base' | 'ours' | 'theirs';

/** What happened, in a sentence. */
export function conflictReason({ kind, column }: BasketConflict): string {
  switch (kind) {
    case 'removed-there':
      return 'You changed the row; there it was removed.';
    case 'changed-there':
      return `You leave the row out; there its ${
        column ?? 'split'
      } was changed.`;
    case 'added-there':
      return 'You add the row; there it came meanwhile, with other cells.';
    default:
      return `Both changed its ${column ?? 'split'}.`;
  }
}

/** What one side says of the cell, or of the row. */
export function sideText(conflict: BasketConflict, side: Side): string {
  const { kind, hidden } = conflict;
  if (kind === 'removed-there' && side === 'theirs') return 'no such row';
  if (kind === 'changed-there' && side === 'ours') return 'left out';
  if (kind === 'added-there' && side === 'base') return 'no such row';
  if (hidden) return 'personal, not shown';
  const value = conflict[side];
  if (value === undefined) return 'not known';
  return value === null || value === '' ? 'empty' : labelName(value);
}

/** What comes of a choice. */
export function choiceText(
  conflict: BasketConflict,
  side: 'ours' | 'theirs',
): string {
  const { kind } = conflict;
  if (side === 'theirs')
    return `Theirs: ${
      kind === 'removed-there'
        ? 'leave it removed'
        : sideText(conflict, 'theirs')
    }`;
  switch (kind) {
    case 'removed-there':
      return `Mine: put the row back with ${sideText(conflict, 'ours')}`;
    case 'changed-there':
      return 'Mine: leave the row out';
    case 'added-there':
      return `Mine: give it my cells (${sideText(conflict, 'ours')})`;
    default:
      return `Mine: ${sideText(conflict, 'ours')}`;
  }
}
