import { type AuditSample, decidedStrata } from '@greenroom/label-quality';
import type { Opinion } from '../../rows/AuditScores';
import type { Word } from '../decisions/Word';
import type { DrawnRow, StoredAudit } from './AuditStore';

/** A drawn row that a person decided. */
export type DecidedRow = DrawnRow & {
  readonly isWrong: boolean;
  /** What a person says its label is; undefined where the row should not be there at all. */
  readonly label?: string;
  readonly opinion?: Opinion;
};

export type DecidedSample = {
  /** The rows that count, in drawn order. */
  readonly rows: readonly DecidedRow[];
  /** Decided, but after a row of the stratum that is not: they wait for it. */
  readonly waiting: number;
};

/**
 * What was decided of a sample. A label is wrong where people gave another or
 * took the row out; a row that was put off is not decided. Of each stratum the
 * beginning of the drawn order counts: what is left after skipping the hard rows
 * is no random sample (see `decidedStrata`).
 *
 * @param words - said in this audit, the last on each row
 * @param opinions - what the model thinks of rows, where it was asked
 */
export function decidedSample(
  audit: Pick<StoredAudit, 'sample' | 'strata'>,
  words: readonly Word[],
  opinions: ReadonlyMap<string, Opinion> = new Map(),
): DecidedSample {
  const said = new Map(
    words.filter(({ kind }) => kind !== 'later').map(word => [word.key, word]),
  );
  const strata = decidedStrata(
    toSample(audit),
    new Map(
      [...said].map(([key, { kind }]) => [
        key,
        kind === 'keep' ? 'right' : 'wrong',
      ]),
    ),
  );
  const counted = new Set(strata.flatMap(({ keys }) => keys));
  const rows = audit.sample.flatMap(row => {
    const word = said.get(row.key);
    if (!word || !counted.has(row.key)) return [];
    const { kind, from, to } = word;
    return [
      {
        ...row,
        isWrong: kind !== 'keep',
        label: {
          keep: from,
          relabel: to,
          exclude: undefined,
          later: undefined,
        }[kind],
        opinion: opinions.get(row.key),
      },
    ];
  });
  return {
    rows,
    waiting: strata.reduce((sum, { waiting }) => sum + waiting, 0),
  };
}

function toSample({
  sample,
  strata,
}: Pick<StoredAudit, 'sample' | 'strata'>): AuditSample {
  const drawn = sampledOf(sample);
  const sizes = new Map(strata.map(({ name, rows }) => [name, rows]));
  return {
    strata: strata.map(({ name, rows }) => ({
      name,
      size: rows,
      sampled: drawn.get(name) ?? 0,
    })),
    rows: sample.map(({ key, stratum }) => ({
      key,
      stratum,
      inclusion: drawn.get(stratum)! / sizes.get(stratum)!,
    })),
  };
}

/** Rows drawn, by stratum. */
export function sampledOf(
  sample: StoredAudit['sample'],
): ReadonlyMap<string, number> {
  const drawn = new Map<string, number>();
  for (const { stratum } of sample)
    drawn.set(stratum, (drawn.get(stratum) ?? 0) + 1);
  return drawn;
}
