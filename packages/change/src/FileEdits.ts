import type { Conflict, Edit } from './Edit';
import type { Replacement } from './Replacement';

/** What edits of rows come to in a text. */
export type FileEdits = {
  /** In the order of the text. */
  readonly replacements: readonly Replacement[];
  readonly applied: readonly Edit[];
  readonly unchanged: readonly Edit[];
  readonly conflicts: readonly Conflict[];
  /** Edits of rows that the text does not have. */
  readonly absent: readonly Edit[];
};
