import type { ChangeKind } from './changeWords';

/** How the edits of a data set are told. */
export type EditWords = {
  /** What a row is, one and several. */
  readonly row: readonly [one: string, several: string];
  /** What `kindsOf` gives so many of. */
  readonly counted: string;
  /** Names under which an edit is counted, once each. */
  kindsOf(entry: ProposedEntry): readonly string[];
  /** The whole edit, short enough for a cell. */
  changeOf(entry: ProposedEntry): string;
};

export type ProposedEntry = {
  readonly key: string;
  readonly kind: 'relabel' | 'exclude' | 'keep';
  readonly from: string;
  readonly to?: string;
  readonly reason?: string;
  readonly evidence?: string;
};

/** A change that is no decision on a label, in words. */
export type Declared = {
  readonly kind: Exclude<ChangeKind, 'relabel' | 'exclude'>;
  readonly what: string;
  readonly evidence?: string;
  readonly reason?: string;
};

/** The words for labels that are classes. */
export const CLASS_WORDS: EditWords = {
  row: ['row', 'rows'],
  counted: 'rows',
  kindsOf: entry => [transition(entry)],
  changeOf: transition,
};

function transition({ kind, from, to }: ProposedEntry): string {
  return kind === 'exclude' ? `${from} → (excluded)` : `${from} → ${to}`;
}
