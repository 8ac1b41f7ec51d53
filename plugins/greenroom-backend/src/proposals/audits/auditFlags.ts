import type {
  Audit,
  Figure,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  type FlagEstimate,
  flagQuality,
  thresholdCurve,
} from '@greenroom/label-quality';
import type { Opinion, ScoreCounts } from '../../rows/AuditScores';
import type { DecidedRow } from './decidedSample';

/** How many rows of each stratum a model judged, flags, and gives at most each score. */
export type JudgedStrata = {
  readonly thresholds: readonly number[];
  readonly counts: ReadonlyMap<string, ScoreCounts>;
};

/** A decided row that a model judged. */
export type JudgedRow = DecidedRow & { readonly opinion: Opinion };

/**
 * How right a model's flags are, and what flagging by a score would give: how many
 * rows is counted over all of them, how many of these are wrong is estimated from
 * those that people decided.
 */
export function auditFlags(
  { thresholds, counts }: JudgedStrata,
  judged: readonly JudgedRow[],
): Pick<Audit, 'precision' | 'recall' | 'curve'> {
  const strata = [...counts].map(([name, counted]) => ({
    ...counted,
    rows: judged.filter(({ stratum }) => stratum === name),
  }));
  const { precision, recall } = flagQuality(
    strata.map(({ judged: size, flagged, rows }) => ({
      flagged: {
        size: flagged,
        ...decidedOf(rows.filter(({ opinion }) => opinion.isFlagged)),
      },
      spared: {
        size: size - flagged,
        ...decidedOf(rows.filter(({ opinion }) => !opinion.isFlagged)),
      },
    })),
  );
  const curve = thresholdCurve(
    strata.map(({ judged: size, below, rows }) => ({
      size,
      below,
      decided: rows.map(({ opinion, isWrong }) => ({
        score: opinion.score,
        wrong: isWrong ? 1 : 0,
      })),
    })),
    thresholds,
  );
  return {
    precision: figureOf(precision),
    recall: figureOf(recall),
    curve: curve.map(point => ({
      threshold: point.threshold,
      flagged: point.flagged,
      precision: figureOf(point.precision),
      recall: figureOf(point.recall),
    })),
  };
}

function decidedOf(rows: readonly JudgedRow[]): {
  readonly decided: number;
  readonly wrong: number;
} {
  return {
    decided: rows.length,
    wrong: rows.filter(({ isWrong }) => isWrong).length,
  };
}

/** Undefined where nothing tells of it. */
function figureOf({
  value,
  low,
  high,
  decided,
}: FlagEstimate): Figure | undefined {
  return Number.isNaN(value) ? undefined : { value, low, high, n: decided };
}
