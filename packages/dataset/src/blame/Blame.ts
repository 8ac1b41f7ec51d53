import type { DuckDBConnection } from '@duckdb/node-api';
import { connect } from '../connect';
import { TableError } from '../TableError';
import { advanceState } from './advanceState';
import { beginState, type BlameState } from './BlameState';
import type {
  BlameCommit,
  BlameRemark,
  BlameRevision,
  RevisionTable,
} from './BlameRevision';
import { declaredKinds } from './cellKinds';
import type { CsvImage } from './CsvImage';
import { KeyIndex } from './KeyIndex';
import { nameOfSpec, readRevision } from './readRevision';

/** More remarks than this say no more. */
const REMARKS = 1_000;

/** What a blame is beside its rows. */
export type BlameFacts = {
  readonly key: readonly string[];
  /** Commits that set a cell, oldest first; cells name them by index. */
  readonly commits: readonly BlameCommit[];
  readonly remarks: readonly BlameRemark[];
  /** Revisions that were added, read or not. */
  readonly revisions: number;
  /** Of the last revision; undefined before the first. */
  readonly content?: string;
};

/**
 * Who last set each cell of a keyed table. Revisions are added one after the
 * other, the oldest first; of the past, nothing but the rows of the last one
 * is kept, so that a blame that was written down goes on with the next.
 *
 * A cell is set by the commit in which its value changed: another spelling of
 * the number, another order of rows or columns, another format changes none. A
 * row is set whole by the commit in which its key appeared, or came back. A
 * table that cannot be read is passed over with a remark.
 */
export class Blame {
  readonly #key: readonly string[];
  readonly #commits: BlameCommit[];
  readonly #remarks: BlameRemark[];
  #revisions: number;
  #content?: string;
  #state?: BlameState;
  #duckdb?: Promise<{ connection: DuckDBConnection; close(): void }>;

  private constructor(facts: BlameFacts, state?: BlameState) {
    this.#key = facts.key;
    this.#commits = [...facts.commits];
    this.#remarks = [...facts.remarks];
    this.#revisions = facts.revisions;
    this.#content = facts.content;
    this.#state = state;
  }

  static begin(key: readonly string[]): Blame {
    return new Blame({ key, commits: [], remarks: [], revisions: 0 });
  }

  /** Goes on where another blame ended. */
  static resume(facts: BlameFacts, state?: BlameState): Blame {
    return new Blame(facts, state);
  }

  get facts(): BlameFacts {
    return {
      key: this.#key,
      commits: this.#commits,
      remarks: this.#remarks,
      revisions: this.#revisions,
      content: this.#content,
    };
  }

  /** Undefined as long as no revision could be read. */
  get state(): BlameState | undefined {
    return this.#state;
  }

  async add({ commit, content, read }: BlameRevision): Promise<void> {
    const isSame = content === this.#content;
    this.#content = content;
    this.#revisions++;
    if (isSame) return;
    try {
      const table = await read();
      this.#advance(
        table,
        await readRevision(table, () => this.#connect()),
        commit,
      );
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      const { message, file, line } = error;
      if (this.#remarks.length < REMARKS)
        this.#remarks.push({ commit: commit.sha, file, line, message });
    }
  }

  /** One for all revisions: to make it takes longer than to read a small table. */
  async #connect(): Promise<DuckDBConnection> {
    this.#duckdb ??= connect();
    return (await this.#duckdb).connection;
  }

  /** Gives back what reading needed; the state stays. */
  async close(): Promise<void> {
    const duckdb = await this.#duckdb;
    this.#duckdb = undefined;
    duckdb?.close();
  }

  #advance(table: RevisionTable, image: CsvImage, commit: BlameCommit): void {
    const declared = declaredKinds(columnsOf(table));
    const keys = new KeyIndex(image, this.#key, declared, nameOf(table));
    const rows = { image, keys, declared };
    const index = this.#commits.length;
    this.#state = this.#state
      ? advanceState(this.#state, rows, index)
      : beginState(rows, index);
    this.#commits.push(commit);
  }
}

function nameOf(table: RevisionTable): string {
  return table.kind === 'files' ? nameOfSpec(table.spec) : table.name;
}

function columnsOf(table: RevisionTable) {
  return table.kind === 'files' ? table.spec.columns : table.columns;
}
