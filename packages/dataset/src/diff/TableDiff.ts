/** A cell as JSON has it. */
export type Cell = string | number | boolean | null;

export type ChangedCell = {
  readonly column: string;
  readonly from: Cell;
  readonly to: Cell;
};

/** What changed between two tables. */
export type TableDiff = {
  /** By key; or, without one, by content, where a changed row is one removed and one added. */
  readonly matchedBy: 'key' | 'content';
  readonly rows: {
    readonly from: number;
    readonly to: number;
    readonly added: number;
    readonly removed: number;
    readonly changed: number;
  };
  readonly columns: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly retyped: readonly {
      readonly name: string;
      readonly from: string;
      readonly to: string;
    }[];
  };
  /** Changed cells by column. */
  readonly cells: Readonly<Record<string, number>>;
  /** Of rows that both tables have; an empty label is ''. Most frequent first. */
  readonly labelTransitions: readonly {
    readonly from: string;
    readonly to: string;
    readonly count: number;
  }[];
  /** The first changed rows, those with a changed label first, then by key. */
  readonly changedRows: readonly {
    readonly key: string;
    readonly cells: readonly ChangedCell[];
  }[];
};
