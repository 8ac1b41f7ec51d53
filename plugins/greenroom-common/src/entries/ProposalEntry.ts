import { z } from 'zod';
import { type AddEntry, addEntrySchema } from './addEntry';
import {
  type AugmentationEntry,
  augmentationEntrySchema,
} from './augmentationEntry';
import { type CardEntry, cardEntrySchema } from './cardEntry';
import { type CellEntry, cellEntrySchema } from './cellEntry';
import { type CohortEntry, cohortEntrySchema } from './cohortEntry';
import { type CollectEntry, collectEntrySchema } from './collectEntry';
import { type RowEntry, rowEntrySchema } from './decisionEntry';
import { type GateEntry, gateEntrySchema } from './gateEntry';
import { type ManifestEntry, manifestEntrySchema } from './manifestEntry';
import { type MoveEntry, moveEntrySchema } from './moveEntry';
import { type RestoreEntry, restoreEntrySchema } from './restoreEntry';
import { type WaiverEntry, waiverEntrySchema } from './waiverEntry';

/** What a manifest is to declare. */
export type DeclarationEntry = CohortEntry | GateEntry | CollectEntry;

/** What is to become of one row beside a decision on its label. */
export type RowChangeEntry = CellEntry | RestoreEntry | AddEntry | MoveEntry;

/** What the texts about the asset are to say. */
export type TextEntry = ManifestEntry | CardEntry | WaiverEntry;

/** One edit in a basket. A new kind has a file of its own, and is added here and to `ENTRY_GROUPS`. */
export const proposalEntrySchema = z.discriminatedUnion('kind', [
  rowEntrySchema,
  cellEntrySchema,
  restoreEntrySchema,
  addEntrySchema,
  moveEntrySchema,
  manifestEntrySchema,
  cardEntrySchema,
  waiverEntrySchema,
  cohortEntrySchema,
  gateEntrySchema,
  collectEntrySchema,
  augmentationEntrySchema,
]);
export type ProposalEntry = z.infer<typeof proposalEntrySchema>;
export type EntryKind = ProposalEntry['kind'];

/** Who in the backend takes an entry, and which table of the basket shows it. */
export type EntryGroup =
  | 'decision'
  | 'row'
  | 'text'
  | 'declaration'
  | 'augmentation';

export const ENTRY_GROUPS = {
  relabel: 'decision',
  exclude: 'decision',
  keep: 'decision',
  cell: 'row',
  restore: 'row',
  add: 'row',
  move: 'row',
  manifest: 'text',
  card: 'text',
  waiver: 'text',
  cohort: 'declaration',
  gate: 'declaration',
  collect: 'declaration',
  augmentation: 'augmentation',
} as const satisfies Readonly<Record<EntryKind, EntryGroup>>;

export function isRowEntry(entry: ProposalEntry): entry is RowEntry {
  return ENTRY_GROUPS[entry.kind] === 'decision';
}

export function isRowChangeEntry(
  entry: ProposalEntry,
): entry is RowChangeEntry {
  return ENTRY_GROUPS[entry.kind] === 'row';
}

export function isTextEntry(entry: ProposalEntry): entry is TextEntry {
  return ENTRY_GROUPS[entry.kind] === 'text';
}

export function isDeclarationEntry(
  entry: ProposalEntry,
): entry is DeclarationEntry {
  return ENTRY_GROUPS[entry.kind] === 'declaration';
}

export function isAugmentationEntry(
  entry: ProposalEntry,
): entry is AugmentationEntry {
  return ENTRY_GROUPS[entry.kind] === 'augmentation';
}

type Unkeyed<T> = T extends unknown ? Omit<T, 'key'> : never;

/** What an entry is called in its basket: a second one of the same name takes the place of the first. */
export function entryKeyOf(entry: Unkeyed<RowChangeEntry | TextEntry>): string {
  switch (entry.kind) {
    case 'cell':
      return `cell ${JSON.stringify([entry.row, entry.column])}`;
    case 'manifest':
      return `manifest ${JSON.stringify(entry.path)}`;
    case 'card':
      return `card ${entry.section}`;
    case 'waiver':
      return `waiver ${entry.rule}`;
    // A row is new, comes back or moves once.
    default:
      return `${entry.kind} ${entry.row}`;
  }
}
