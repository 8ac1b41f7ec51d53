import {
  isDeclarationEntry,
  isRowEntry,
  type ProposalEntry,
  type RowEntry,
} from '@greenroom/backstage-plugin-greenroom-common';

/** Entries of two baskets as one; what was said later of the same thing counts. */
export function joinedEntries(
  earlier: readonly ProposalEntry[],
  later: readonly ProposalEntry[],
): readonly ProposalEntry[] {
  const again = new Set(later.map(({ key }) => key));
  return [...earlier.filter(({ key }) => !again.has(key)), ...later];
}

/**
 * What is left to do on a branch that holds some entries already. A row that
 * was decided anew is edited from what the branch says of it, not from what the
 * person saw; one that is now kept goes back. What the manifest was made to
 * declare is not declared twice.
 */
export function entriesOnBranch(
  held: readonly ProposalEntry[],
  wanted: readonly ProposalEntry[],
): readonly ProposalEntry[] {
  const before = new Map(held.map(entry => [entry.key, entry]));
  return wanted.flatMap(entry => {
    const earlier = before.get(entry.key);
    if (!earlier) return [entry];
    if (isDeclarationEntry(entry)) return [];
    if (isRowEntry(entry) && isRowEntry(earlier))
      return [fromBranch(earlier, entry)];
    return [valueFromBranch(earlier, entry)];
  });
}

/** Another value of the same cell, split or text: on the branch the earlier one stands. */
function valueFromBranch(
  earlier: ProposalEntry,
  entry: ProposalEntry,
): ProposalEntry {
  if (JSON.stringify(earlier) === JSON.stringify(entry)) return entry;
  if (entry.kind === 'cell' && earlier.kind === 'cell')
    return { ...entry, from: earlier.to };
  if (entry.kind === 'move' && earlier.kind === 'move')
    return { ...entry, from: earlier.to };
  if (entry.kind === 'manifest' && earlier.kind === 'manifest')
    return { ...entry, from: earlier.to };
  if (entry.kind === 'card' && earlier.kind === 'card')
    return { ...entry, from: earlier.to };
  return entry;
}

function fromBranch(earlier: RowEntry, entry: RowEntry): RowEntry {
  if (earlier.kind !== 'relabel' || earlier.to === undefined) return entry;
  switch (entry.kind) {
    case 'keep':
      return { ...entry, kind: 'relabel', from: earlier.to, to: entry.from };
    case 'relabel':
      // The same once more is there already, or has to be put back: see `applyEdits`.
      return entry.to === earlier.to ? entry : { ...entry, from: earlier.to };
    default:
      return { ...entry, from: earlier.to };
  }
}
