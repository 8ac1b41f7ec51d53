import type { TableColumn } from '../Table';
import type { TableFormat } from './TableSpec';

/** A file as people know it and as it is read: unpacked, in UTF-8. */
export type ReadyFile = {
  readonly name: string;
  readonly path: string;
  /** Of which split its rows are, where files tell. */
  readonly split?: string;
};

export type SourceColumn = TableColumn & {
  /** Whether the format says the type; CSV does not, so that it is inferred. */
  readonly typing: 'said' | 'inferred';
};

/** Files of one format, seen as a relation that nothing of is read yet. */
export type Source = {
  readonly format: TableFormat;
  /** Whether cells are texts in the files, so that all of them can be had as such. */
  readonly isText: boolean;
  /** Whether the split of a file stands in a column already. */
  readonly tellsSplit?: boolean;
  readonly files: readonly ReadyFile[];
  readonly columns: readonly SourceColumn[];
  /** What was found out about the files rather than declared. */
  readonly notes: readonly string[];
  /**
   * A SELECT of all columns in order.
   *
   * @param texts - columns wanted as text, whatever the file has; Parquet keeps its types
   * @param files - some of the files; default: all
   */
  select(
    texts: 'all' | ReadonlySet<string>,
    files?: readonly ReadyFile[],
  ): string;
  /** The line of a row (from 0) of a file, where the format has lines. */
  lineOf(file: ReadyFile, row: number): Promise<number | undefined>;
};
