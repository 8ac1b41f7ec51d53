import type { AuditSample } from './AuditSampler';
import type { Decided } from './finiteProportion';

/** What people said of a sampled row; a row without a verdict is not decided yet. */
export type Verdict = 'right' | 'wrong';

export type DecidedStratum = Decided & {
  readonly name: string;
  /** Keys of the rows that count, in drawn order. */
  readonly keys: readonly string[];
  /** Decided, but after a row that is not: left out until that is decided too. */
  readonly waiting: number;
};

/**
 * What is decided so far of each stratum. Only the beginning of the drawn order
 * counts: the first m rows are a random sample of the stratum, while rows somebody
 * picked, or the rest after skipping the hard ones, are not.
 */
export function decidedStrata(
  sample: AuditSample,
  verdicts: ReadonlyMap<string, Verdict>,
): DecidedStratum[] {
  return sample.strata.map(({ name, size }) => {
    const drawn = sample.rows
      .filter(row => row.stratum === name)
      .map(row => row.key);
    const gap = drawn.findIndex(key => !verdicts.has(key));
    const keys = gap < 0 ? drawn : drawn.slice(0, gap);
    return {
      name,
      size,
      keys,
      decided: keys.length,
      wrong: keys.filter(key => verdicts.get(key) === 'wrong').length,
      waiting: drawn.filter(key => verdicts.has(key)).length - keys.length,
    };
  });
}
