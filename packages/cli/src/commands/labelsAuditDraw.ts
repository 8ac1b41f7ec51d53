import { identifier } from '@greenroom/dataset';
import { type Allocation, AuditSampler } from '@greenroom/label-quality';
import {
  eachPopulationRow,
  FLAGGED_STRATA,
  POPULATION_OPTIONS,
  POPULATION_USAGE,
} from '../audit/population';
import { assertShowable, writeSample } from '../audit/sampleFile';
import { type Command, numeric, oneOf, optional, required } from '../Command';
import { textTable } from '../textTable';
import { UsageError } from '../UsageError';
import { withInput } from '../withInput';

const ALLOCATIONS = ['proportional', 'equal'] as const;
const FIRST_SEED = 1;
/** With fewer rows of each stratum nothing is learned of how its rows differ. */
const LEAST_OF_STRATUM = 2;
/** A sample is for people: it is held in memory, and asked for by key. */
const MOST_ROWS = 100_000;

export const labelsAuditDraw: Command = {
  usage: `labels audit draw ${POPULATION_USAGE} --size N [--seed 1] [--allocation ${ALLOCATIONS.join(
    '|',
  )}] [--columns A,B] --out FILE.csv [--format json]`,
  options: {
    ...POPULATION_OPTIONS,
    size: { type: 'string' },
    seed: { type: 'string' },
    allocation: { type: 'string' },
    columns: { type: 'string' },
    out: { type: 'string' },
  },
  async run(_positionals, flags) {
    required(flags, 'size');
    const out = required(flags, 'out');
    const size = numeric(flags, 'size')!;
    if (!Number.isInteger(size) || size < 1 || size > MOST_ROWS)
      throw new UsageError(
        `--size is ${size}; it must be a whole number from 1 to ${MOST_ROWS}.`,
      );
    const seed = numeric(flags, 'seed') ?? FIRST_SEED;
    const isByScore = numeric(flags, 'flag-below') !== undefined;
    const kind =
      oneOf(flags, 'allocation', ALLOCATIONS) ??
      (isByScore ? 'equal' : 'proportional');
    const columns = optional(flags, 'columns')?.split(',') ?? [];
    assertShowable(columns);

    const sample = await draw(flags, { size, seed, kind });
    const drawn = new Set(sample.rows.map(({ key }) => key));
    const labels = new Map<string, string>();
    await eachPopulationRow(flags, ({ key, label }) => {
      if (drawn.has(key)) labels.set(key, label);
    });
    await writeSample(out, sample, labels, {
      columns,
      cells: await cellsOf(flags, columns, [...drawn]),
    });
    const rows = sample.strata.reduce((sum, stratum) => sum + stratum.size, 0);
    return {
      json: {
        rows,
        seed,
        drawn: sample.rows.length,
        strata: sample.strata,
        out,
      },
      text: [
        textTable(
          ['stratum', 'rows', 'drawn'],
          sample.strata.map(stratum => [
            stratum.name,
            stratum.size,
            stratum.sampled,
          ]),
        ),
        ...(isByScore
          ? [
              `${FLAGGED_STRATA.flagged} are rows with a score of at most ${flags['flag-below']}; the file does not say so, lest people follow the scores.`,
            ]
          : []),
        `${sample.rows.length} of ${rows} labelled rows are in ${out}. Write right or wrong into its last column, from the top down, and give it to labels audit estimate.`,
      ].join('\n'),
    };
  },
};

async function draw(
  flags: Parameters<Command['run']>[1],
  asked: {
    readonly size: number;
    readonly seed: number;
    readonly kind: Exclude<Allocation['kind'], 'oversampled'>;
  },
) {
  const sampler = new AuditSampler(asked.seed, asked.size);
  await eachPopulationRow(flags, ({ key, stratum }) =>
    sampler.add(key, stratum),
  );
  const sample = sampler.finish({ kind: asked.kind });
  if (sample.rows.length === 0)
    throw new UsageError(
      `${flags.table}: no row has a label in column ${flags.label}; there is nothing to audit.`,
    );
  const thin = sample.strata.find(
    ({ size, sampled }) => sampled < Math.min(size, LEAST_OF_STRATUM),
  );
  if (thin)
    throw new UsageError(
      `${asked.size} rows are too few for ${
        sample.strata.length
      } strata; draw ${
        LEAST_OF_STRATUM * sample.strata.length
      } or more, or by a column of fewer values.`,
    );
  return sample;
}

/** The cells of drawn rows to look at, by key. */
async function cellsOf(
  flags: Parameters<Command['run']>[1],
  columns: readonly string[],
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (columns.length === 0) return new Map();
  const name = required(flags, 'table');
  const key = required(flags, 'key');
  return withInput(
    name,
    async table => {
      const known = table.columns.map(column => column.name);
      const missing = columns.find(column => !known.includes(column));
      if (missing !== undefined)
        throw new UsageError(
          `${name} has no column ${missing}. It has ${known.join(', ')}.`,
        );
      const rows = await table.query(
        `SELECT ${[key, ...columns]
          .map(identifier)
          .join(', ')} FROM t WHERE ${identifier(
          key,
        )} IN (SELECT unnest(from_json($1, '["VARCHAR"]')))`,
        [JSON.stringify(keys)],
      );
      return new Map(
        rows.map(row => [
          String(row[key]),
          columns.map(column => String(row[column] ?? '')),
        ]),
      );
    },
    { undeclared: 'text' },
  );
}
