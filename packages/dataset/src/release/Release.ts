import type { TableDiff } from '../diff/TableDiff';

export type Bump = 'none' | 'patch' | 'minor' | 'major';

export type ReleaseReason = {
  readonly bump: Bump;
  /** A sentence. */
  readonly text: string;
};

/** What a change asks of the version number, against what was declared. */
export type Release = {
  readonly proposed: Bump;
  /** The smallest version that says so, where the version before is declared. */
  readonly suggestedVersion?: string;
  /** How far the declared version went, where both are declared. */
  readonly declared?: Bump;
  readonly declaredVersion?: string;
  readonly isTooSmall: boolean;
  /** The weightiest first. */
  readonly reasons: readonly ReleaseReason[];
};

/** What changed between two versions of a data set; a `TableDiff` has the first five. */
export type DataChange = Pick<
  TableDiff,
  'matchedBy' | 'columns' | 'cells' | 'labelTransitions'
> & {
  readonly rows: Pick<TableDiff['rows'], 'added' | 'removed' | 'changed'>;
  /** Name of the column of labels. */
  readonly label?: string;
  /** The column that tells the splits, the splits that had rows before, and where rows were added. */
  readonly split?: {
    readonly column: string;
    readonly before: readonly string[];
    readonly added: Readonly<Record<string, number>>;
  };
  /** Whether the files are the same bytes: content may be the same in another order or format. */
  readonly bytes: 'same' | 'rewritten';
};
