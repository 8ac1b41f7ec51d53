import type {
  ChangedByRun,
  RunsCompared,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Row } from '@greenroom/dataset';
import {
  comparePairedCounts,
  type PairedComparison,
} from '@greenroom/evaluation';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import type { ResultFiles } from './ResultFiles';

/** So many rows of each kind are named, as many as one question for rows takes; all of them are counted. */
const NAMED_ROWS = 500;

/** Rows that one of two runs got right and the other wrong. */
export class RunPairs {
  constructor(
    private readonly rooms: { artifacts: ArtifactStore; files: ResultFiles },
  ) {}

  /** @param artifact - of a comparison of runs: key, change, and counts of boxes */
  async changed(artifact: string): Promise<RunsCompared['changed']> {
    const t = this.rooms.artifacts.pathOf(artifact);
    const of = async (change: keyof RunsCompared['changed']) =>
      (
        await this.rooms.files.query(
          { t },
          `SELECT * FROM t WHERE change = $1 ORDER BY key LIMIT ${NAMED_ROWS}`,
          [change],
        )
      ).map(changedRow);
    return { fixed: await of('fixed'), broken: await of('broken') };
  }

  /**
   * Accuracy of the second run minus that of the first, on the rows of both.
   *
   * @param from - predictions of a classifier
   */
  async accuracyDelta(
    from: string,
    to: string,
  ): Promise<PairedComparison['delta']> {
    const [{ n, fixed, broken }] = await this.rooms.files.query(
      {
        t: this.rooms.artifacts.pathOf(from),
        p: this.rooms.artifacts.pathOf(to),
      },
      `SELECT count(*) AS n, count(*) FILTER (now AND NOT was) AS fixed,
              count(*) FILTER (was AND NOT now) AS broken
         FROM (SELECT t.given = t.predicted AS was, p.given = p.predicted AS now
                 FROM t JOIN p ON t.key = p.key)`,
    );
    return comparePairedCounts(Number(fixed), Number(broken), Number(n)).delta;
  }
}

function changedRow(row: Row): ChangedByRun {
  const countsOf = (side: 'before' | 'after') => ({
    right: Number(row[`${side}_right`]),
    missed: Number(row[`${side}_missed`]),
    wrong: Number(row[`${side}_wrong`]),
  });
  return {
    key: String(row.key),
    ...(row.before_right === null
      ? {}
      : { before: countsOf('before'), after: countsOf('after') }),
  };
}
