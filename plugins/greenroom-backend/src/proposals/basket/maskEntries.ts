import type { ProposalEntry } from '@greenroom/backstage-plugin-greenroom-common';

/** Entries without the values of some columns, and told of which. */
export function maskEntries(
  entries: readonly ProposalEntry[],
  masked: ReadonlySet<string>,
): ProposalEntry[] {
  return masked.size === 0
    ? [...entries]
    : entries.map(entry => maskEntry(entry, masked));
}

function maskEntry(
  entry: ProposalEntry,
  masked: ReadonlySet<string>,
): ProposalEntry {
  if (entry.kind === 'cell' && masked.has(entry.column))
    return { ...entry, from: null, to: null, hidden: [entry.column] };
  if (entry.kind !== 'add') return entry;
  const hidden = Object.keys(entry.cells).filter(name => masked.has(name));
  return hidden.length === 0
    ? entry
    : {
        ...entry,
        cells: Object.fromEntries(
          Object.entries(entry.cells).filter(([name]) => !masked.has(name)),
        ),
        hidden,
      };
}
