import type { Outcome } from './Edit';
import type { Replacement } from './Replacement';

/** What edits of rows come to in a text. */
export type FileEdits = Outcome & {
  /** In the order of the text. */
  readonly replacements: readonly Replacement[];
};
