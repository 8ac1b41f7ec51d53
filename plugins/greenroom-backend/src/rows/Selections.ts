import type { JobStatus } from '@greenroom/backstage-plugin-greenroom-common';
import type { SelectionResult } from '../analysis/selection';
import type { SelectionPayload } from '../analysis/versionQuestions';
import { selectionQuestion } from '../analysis/versionQuestions';
import { type ArtifactStore, pathsOf } from '../artifacts/ArtifactStore';
import type { JobDesk } from '../jobs/JobDesk';
import { toJobStatus } from '../jobs/JobRow';
import type { ResultFiles } from './ResultFiles';
import { countSql, numbersSql, type RowSql } from './rowSql';

/**
 * Cells that are read while a person waits: about 150 ms of searching texts on
 * one core of 2025. What needs more becomes a job.
 */
const CELLS_AT_ONCE = 1_000_000;

export type Selected =
  | { readonly numbers: readonly number[]; readonly total: number }
  | { readonly job: JobStatus };

/** Which rows of a table answer a question, in order: at once, or as a job whose answer is kept. */
export class Selections {
  constructor(
    private readonly rooms: {
      desk: JobDesk;
      files: ResultFiles;
      artifacts: ArtifactStore;
      selections: ArtifactStore;
    },
    private readonly cellsAtOnce: number = CELLS_AT_ONCE,
  ) {}

  /** @param rows - of the table */
  async page(
    question: SelectionPayload['files'],
    rows: number,
    sql: RowSql,
    { offset, limit }: { readonly offset: number; readonly limit: number },
  ): Promise<Selected> {
    if (sql.extent === 'whole') return consecutive(rows, offset, limit);
    const { values, scanned } = sql;
    const numbers = numbersSql(sql);
    if (rows * scanned > this.cellsAtOnce)
      return this.#pageOfJob(
        { files: question, numbers, values },
        { offset, limit },
      );
    const { artifacts, files } = this.rooms;
    const named = pathsOf(artifacts, question);
    const [[{ n }], found] = await Promise.all([
      files.query(named, countSql(sql), values),
      files.query(named, `${numbers} ${paged(offset, limit)}`, values),
    ]);
    return {
      numbers: found.map(({ row }) => Number(row)),
      total: Number(n),
    };
  }

  async #pageOfJob(
    payload: SelectionPayload,
    { offset, limit }: { readonly offset: number; readonly limit: number },
  ): Promise<Selected> {
    const { desk, files, selections } = this.rooms;
    const job = await desk.askOnDemand(selectionQuestion(payload));
    if (job.state !== 'succeeded') return { job: toJobStatus(job) };
    const { selectionArtifact, rows } = JSON.parse(
      job.result!,
    ) as SelectionResult;
    // Selections are dropped after a while: worked out again.
    if (!(await selections.has(selectionArtifact)))
      return { job: toJobStatus(await desk.again(job)) };
    const found = await files.query(
      { s: selections.pathOf(selectionArtifact) },
      `SELECT "row" FROM s ${paged(offset, limit)}`,
    );
    return { numbers: found.map(({ row }) => Number(row)), total: rows };
  }
}

function consecutive(rows: number, offset: number, limit: number): Selected {
  const length = Math.max(0, Math.min(limit, rows - offset));
  return {
    numbers: Array.from({ length }, (_, i) => offset + i),
    total: rows,
  };
}

function paged(offset: number, limit: number): string {
  return `LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(offset)}`;
}
