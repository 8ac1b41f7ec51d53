import type { TableFormat, TableSpec } from '../table/TableSpec';

/** Who set something, as the history tells it. */
export type BlameCommit = {
  readonly sha: string;
  readonly author: string;
  /** ISO 8601. */
  readonly date: string;
  /** First line of the commit's message. */
  readonly message: string;
  readonly pullRequest?: number;
};

/** The table of one commit. */
export type BlameRevision = {
  readonly commit: BlameCommit;
  /**
   * What the table's bytes are known by, such as git object ids: a revision
   * with the same as the one before is not read.
   */
  readonly content: string;
  /**
   * Brings the table here. It is asked when the revision's turn comes, and
   * what it gives is needed until the next one is.
   *
   * @throws TableError where the table is not there
   */
  read(): Promise<RevisionTable>;
};

export type RevisionTable =
  | {
      readonly kind: 'text';
      /** For messages. */
      readonly name: string;
      readonly format: Extract<TableFormat, 'csv' | 'tsv'>;
      readonly bytes: Buffer;
      readonly columns?: TableSpec['columns'];
    }
  | {
      readonly kind: 'files';
      readonly spec: TableSpec;
    }
  | {
      /** What `writeSnapshot` wrote. */
      readonly kind: 'snapshot';
      readonly name: string;
      readonly path: string;
      readonly columns?: TableSpec['columns'];
    };

/** Why a revision was passed over; what it changed is blamed on the next one. */
export type BlameRemark = {
  readonly commit: string;
  readonly file?: string;
  readonly line?: number;
  readonly message: string;
};
