import type {
  Audit,
  AuditSummary,
} from '@greenroom/backstage-plugin-greenroom-common';
import { countStrata, rowsToDecide } from '@greenroom/label-quality';
import type { Trait } from '../../rows/AuditTraits';
import { decisionView, type Word } from '../decisions/Word';
import { auditGroups, type GroupedBy } from './auditGroups';
import { auditFlags, type JudgedStrata } from './auditFlags';
import { auditRate, sizesOf } from './auditRate';
import type { StoredAudit } from './AuditStore';
import {
  type DecidedRow,
  type DecidedSample,
  sampledOf,
} from './decidedSample';

/** So many points a trend is drawn by. */
const TREND_POINTS = 40;
/** The half-widths that are worth asking for: the widest that is not reached yet. */
const HALF_WIDTHS = [0.1, 0.05, 0.02, 0.01, 0.005];

export const isWrong = (row: DecidedRow) => row.isWrong;

export function auditSummary(
  audit: StoredAudit,
  { rows, waiting }: DecidedSample,
): AuditSummary {
  return {
    id: audit.id,
    versionId: audit.versionId,
    author: audit.author,
    at: new Date(audit.at).toISOString(),
    design: audit.design,
    by: audit.by,
    split: audit.split,
    size: audit.sample.length,
    decided: rows.length + waiting,
    population: audit.population,
    noise: auditRate(audit.strata, rows, { hit: isWrong }),
  };
}

/**
 * What an audit says so far.
 *
 * @param said - in this audit, the last on each row
 * @param decided - `decidedSample` of these
 * @param scores - of the model, of all rows; undefined where no model judged
 */
export function auditView(
  audit: StoredAudit,
  said: readonly Word[],
  decided: DecidedSample,
  known: {
    readonly scores?: JudgedStrata;
    readonly groups: readonly GroupedBy[];
    readonly traits: readonly Trait[];
  },
): Audit {
  const { rows } = decided;
  const summary = auditSummary(audit, decided);
  const words = new Map(said.map(word => [word.key, word]));
  const judged = rows.flatMap(row =>
    row.opinion ? [{ ...row, opinion: row.opinion }] : [],
  );
  return {
    ...summary,
    remark: remarkOf(audit, decided, judged),
    ...(known.scores ? auditFlags(known.scores, judged) : { curve: [] }),
    groups: auditGroups(audit.strata, rows, known.groups, known.traits),
    trend: trendOf(audit, rows),
    needed: neededOf(audit, summary, rows),
    rows: audit.sample.map(({ key, stratum, split, given }, order) => {
      const word = words.get(key);
      return {
        order,
        key,
        // Whether a row is flagged is the model's opinion.
        stratum: audit.by === 'flagged' ? '' : stratum,
        split,
        given,
        decision: word && decisionView(word, 'standing'),
      };
    }),
  };
}

function remarkOf(
  audit: StoredAudit,
  { rows, waiting }: DecidedSample,
  judged: readonly DecidedRow[],
): string {
  const of = `${rows.length} of ${audit.sample.length} drawn rows`;
  if (rows.length + waiting === 0)
    return `None of ${audit.sample.length} drawn rows is decided yet.`;
  const how =
    audit.design === 'random'
      ? `People decided ${of}, drawn at random from ${audit.population}; the interval is Wilson's, 95 %.`
      : `People decided ${of}, drawn by ${audit.by} from ${audit.population}; each stratum is weighed by its size (Horvitz-Thompson), the interval combines Wilson's of each, 95 %.`;
  const met = new Set(rows.map(row => row.stratum));
  const unmet = audit.strata.filter(({ name }) => !met.has(name)).length;
  return [
    how,
    ...(unmet > 0
      ? [
          `Of ${unmet} of ${audit.strata.length} strata nothing is decided yet; the interval leaves all open there.`,
        ]
      : []),
    ...(waiting > 0
      ? [
          `${waiting} more are decided and wait for rows that were drawn before them.`,
        ]
      : []),
    ...(judged.length > 0 && judged.length < rows.length
      ? [
          `Precision and recall are of the ${judged.length} rows that a model judged.`,
        ]
      : []),
  ].join(' ');
}

/** The estimate after each so many decisions, in drawn order. */
function trendOf(
  audit: StoredAudit,
  rows: readonly DecidedRow[],
): Audit['trend'] {
  const step = Math.max(1, Math.ceil(rows.length / TREND_POINTS));
  const ends = Array.from({ length: Math.ceil(rows.length / step) }, (_, i) =>
    Math.min(rows.length, (i + 1) * step),
  );
  return ends.flatMap(n => {
    const noise = auditRate(audit.strata, rows.slice(0, n), { hit: isWrong });
    return noise ? [{ n, noise }] : [];
  });
}

function neededOf(
  { strata, sample }: StoredAudit,
  { noise }: AuditSummary,
  rows: readonly DecidedRow[],
): Audit['needed'] {
  if (noise?.low === undefined || noise.high === undefined) return undefined;
  const reached = (noise.high - noise.low) / 2;
  const halfWidth = HALF_WIDTHS.find(width => width < reached);
  if (halfWidth === undefined) return undefined;
  const drawn = sampledOf(sample);
  const decided = countStrata(sizesOf(strata), rows, { hit: isWrong }).map(
    (stratum, i) => ({ ...stratum, sampled: drawn.get(strata[i].name) ?? 0 }),
  );
  return { halfWidth, rows: rowsToDecide(decided, halfWidth) };
}
