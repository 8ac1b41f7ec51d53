import { identifier } from '@greenroom/dataset';
import { type Flags, numeric, optional, required } from '../Command';
import { readArray } from '../readArray';
import { UsageError } from '../UsageError';
import { withInput } from '../withInput';

export const POPULATION_USAGE =
  '--table TABLE --key COL --label COL [--strata COL | --scores ARRAY --flag-below T]';

export const POPULATION_OPTIONS = {
  table: { type: 'string' },
  key: { type: 'string' },
  label: { type: 'string' },
  strata: { type: 'string' },
  scores: { type: 'string' },
  'flag-below': { type: 'string' },
} as const;

/** Names that do not tell whoever decides what the scores say. */
export const FLAGGED_STRATA = { flagged: 'A', others: 'B' } as const;
const ONE_STRATUM = 'all';

export type PopulationRow = {
  readonly key: string;
  readonly label: string;
  readonly stratum: string;
  /** Undefined where there are no scores, or none of this row. */
  readonly score?: number;
};

/**
 * Hands over every labelled row that a sample is drawn from, in the order of the
 * table; no more than a chunk of it is in memory.
 *
 * @throws UsageError naming table, row and column
 */
export async function eachPopulationRow(
  flags: Flags,
  take: (row: PopulationRow) => void,
): Promise<void> {
  const name = required(flags, 'table');
  const columns = {
    key: required(flags, 'key'),
    label: required(flags, 'label'),
    strata: optional(flags, 'strata'),
  };
  const scores = optional(flags, 'scores');
  const threshold = numeric(flags, 'flag-below');
  if (threshold !== undefined && scores === undefined)
    throw new UsageError('--flag-below needs --scores, one for each row.');
  if (threshold !== undefined && columns.strata !== undefined)
    throw new UsageError(
      'Strata are made by --strata or by --flag-below, not by both.',
    );
  const values = scores === undefined ? undefined : await readArray(scores);
  if (values && values.shape.length > 1)
    throw new UsageError(
      `${scores} has ${values.shape[1]} columns; scores are one for each row.`,
    );
  await withInput(
    name,
    async table => {
      const known = table.columns.map(column => column.name);
      const wanted = Object.values(columns).flatMap(column => column ?? []);
      const missing = wanted.find(column => !known.includes(column));
      if (missing !== undefined)
        throw new UsageError(
          `${name} has no column ${missing}. It has ${known.join(', ')}.`,
        );
      if (values && values.shape[0] !== table.rowCount)
        throw new UsageError(
          `${scores} has ${values.shape[0]} scores and ${name} ${table.rowCount} rows. Give one for each row, in the order of the table.`,
        );
      let row = 0;
      for await (const [keys, labels, strata = []] of table.streamColumns(
        `SELECT ${wanted.map(identifier).join(', ')} FROM t`,
      ))
        for (let i = 0; i < keys.length; i++, row++) {
          if (labels[i] === null || labels[i] === '') continue;
          if (keys[i] === null || keys[i] === '')
            throw new UsageError(
              `${name}: row ${row}, column ${columns.key} is empty. Every row needs a key.`,
            );
          const score = values?.values[row] ?? NaN;
          take({
            key: String(keys[i]),
            label: String(labels[i]),
            stratum:
              threshold === undefined
                ? stratumOf(columns.strata, strata[i])
                : FLAGGED_STRATA[score <= threshold ? 'flagged' : 'others'],
            ...(Number.isNaN(score) ? {} : { score }),
          });
        }
    },
    { undeclared: 'text' },
  );
}

function stratumOf(column: string | undefined, cell: unknown): string {
  return column === undefined ? ONE_STRATUM : String(cell ?? '');
}
