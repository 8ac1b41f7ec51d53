import { harmlessText } from '@greenroom/dataset';
import type { AuditSample } from '@greenroom/label-quality';
import type { Flags } from '../Command';
import { UsageError } from '../UsageError';
import { eachPopulationRow } from './population';

/** What scores say of all rows of a stratum, and of those drawn. */
export type JudgedStratum = {
  readonly name: string;
  /** Rows that have a score. */
  readonly size: number;
  /** How many of them have at most each threshold. */
  readonly below: readonly number[];
};

export type JudgedRows = {
  readonly strata: readonly JudgedStratum[];
  /** By key as the sample has it, of drawn rows that have a score. */
  readonly scores: ReadonlyMap<string, number>;
};

/**
 * Counts the scores of all rows that a sample was drawn from.
 *
 * @throws UsageError where these are other rows than it was drawn from
 */
export async function judgedStrata(
  flags: Flags,
  sample: AuditSample,
  thresholds: readonly number[],
): Promise<JudgedRows> {
  const strata = new Map(
    sample.strata.map(({ name }) => [
      name,
      { rows: 0, size: 0, below: thresholds.map(() => 0) },
    ]),
  );
  const drawn = new Set(sample.rows.map(({ key }) => key));
  const met = new Set<string>();
  const scores = new Map<string, number>();
  const apart = new Set<string>();
  await eachPopulationRow(flags, ({ key, stratum, score }) => {
    // Texts as the file has them, where no spreadsheet takes them for formulas.
    const counted = strata.get(harmlessText(stratum));
    const name = harmlessText(key);
    if (!counted) {
      apart.add(stratum);
      return;
    }
    counted.rows += 1;
    if (drawn.has(name)) met.add(name);
    if (score === undefined) return;
    if (drawn.has(name)) scores.set(name, score);
    counted.size += 1;
    thresholds.forEach((threshold, i) => {
      if (score <= threshold) counted.below[i] += 1;
    });
  });
  const [other] = apart;
  if (other !== undefined)
    throw new UsageError(
      `${flags.table} has rows of stratum "${other}", of which none was drawn. Give the table, --strata or --flag-below that the sample was drawn with.`,
    );
  for (const { name, size } of sample.strata) {
    const { rows } = strata.get(name)!;
    if (rows !== size)
      throw new UsageError(
        `${flags.table} has ${rows} labelled rows of stratum ${name}; the sample was drawn from ${size}. Give the table, --strata or --flag-below that it was drawn with.`,
      );
  }
  const unknown = sample.rows.findIndex(({ key }) => !met.has(key));
  if (unknown >= 0)
    throw new UsageError(
      `${flags.sample}: key ${sample.rows[unknown].key} (order ${
        unknown + 1
      }) is not in ${
        flags.table
      }. A spreadsheet may have changed it: let it take the column key for text.`,
    );
  return {
    strata: [...strata].map(([name, { size, below }]) => ({
      name,
      size,
      below,
    })),
    scores,
  };
}
