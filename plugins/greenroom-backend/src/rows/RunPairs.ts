import { NotFoundError } from '@backstage/errors';
import { comparePaired } from '@greenroom/evaluation';
import type { RunComparison } from '@greenroom/backstage-plugin-greenroom-common';
import { requireClasses } from '../analysis/requireClasses';
import type { RunStore } from '../analysis/RunStore';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import type { ResultFiles } from './ResultFiles';

/** So many rows of each kind are named; all of them are counted. */
const NAMED_ROWS = 200;

/** Two runs on the rows that both predicted, joined by key. */
export class RunPairs {
  constructor(
    private readonly rooms: {
      runs: RunStore;
      artifacts: ArtifactStore;
      files: ResultFiles;
    },
  ) {}

  async compare(
    fromRunId: string,
    toRunId: string,
  ): Promise<Omit<RunComparison, 'from' | 'to'>> {
    const rows = await this.rooms.files.query(
      {
        t: await this.#predictionsOf(fromRunId),
        p: await this.#predictionsOf(toRunId),
      },
      `SELECT t.key AS key, t.given = t.predicted AS first, p.given = p.predicted AS second
         FROM t JOIN p ON t.key = p.key ORDER BY t.key`,
    );
    const pairs = rows.map(row => ({
      key: String(row.key),
      first: Boolean(row.first),
      second: Boolean(row.second),
    }));
    const { delta, mcnemarP, mde, ...flips } = comparePaired(
      pairs.map(({ first }) => first),
      pairs.map(({ second }) => second),
    );
    const named = (changed: typeof pairs) =>
      changed.slice(0, NAMED_ROWS).map(({ key }) => key);
    return {
      delta: { ...delta, mde },
      mcnemarP,
      negativeFlipRate: flips.negativeFlipRate,
      positiveFlipRate: flips.positiveFlipRate,
      fixed: named(pairs.filter(({ first, second }) => !first && second)),
      broken: named(pairs.filter(({ first, second }) => first && !second)),
      rows: pairs.length,
    };
  }

  async #predictionsOf(runId: string): Promise<string> {
    const run = await this.rooms.runs.get(runId);
    if (!run?.result)
      throw new NotFoundError(`The run ${runId} has no predictions yet.`);
    requireClasses(run);
    return this.rooms.artifacts.pathOf(run.result.predictionsArtifact);
  }
}
