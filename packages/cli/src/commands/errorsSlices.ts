import { labelsOf, searchSlices } from '@greenroom/error-analysis';
import type {
  Predicate,
  Remark,
  Slice,
  SliceAnswer,
} from '@greenroom/error-analysis';
import { Command, Flags, numeric, optional, required } from '../Command';
import {
  CATEGORIES,
  encodeTable,
  PlannedFeature,
  planFeatures,
} from '../errors/planFeatures';
import { readErrorTable } from '../errors/readErrorTable';
import { remarksOn, withRemarks } from '../errors/remarksOn';
import { SliceThreads, threadsFor } from '../errors/SliceThreads';
import { textTable } from '../textTable';
import { UsageError } from '../UsageError';
import { withInput } from '../withInput';

export const errorsSlices: Command = {
  usage:
    'errors slices --table TABLE --error COL [--features A,B] [--k 10] [--max-level 3] [--min-support N] [--alpha 0.95] [--bins 5] [--threads N] [--format json]',
  options: {
    table: { type: 'string' },
    error: { type: 'string' },
    features: { type: 'string' },
    k: { type: 'string' },
    'max-level': { type: 'string' },
    'min-support': { type: 'string' },
    alpha: { type: 'string' },
    bins: { type: 'string' },
    threads: { type: 'string' },
  },
  async run(_positionals, flags) {
    const { table, threads } = await readTable(flags);
    try {
      const planned = planFeatures(table, numeric(flags, 'bins'));
      const encoded = encodeTable(table, planned);
      const startedAt = performance.now();
      const found = await refusing(() =>
        threads.run(
          encoded,
          searchSlices({
            cardinalities: encoded.cardinalities,
            k: numeric(flags, 'k'),
            maxLevel: numeric(flags, 'max-level'),
            minSupport: numeric(flags, 'min-support'),
            alpha: numeric(flags, 'alpha'),
          }),
        ),
      );
      const searchSeconds = (performance.now() - startedAt) / 1000;
      const remarks = remarksOn(table, CATEGORIES);
      return {
        json: {
          ...found,
          slices: found.slices.map(slice => jsonSlice(slice, planned)),
          searchSeconds,
          remarks: remarks.map(({ says }) => says),
        },
        text: withRemarks(textOf(found, planned, remarks), remarks),
      };
    } finally {
      await threads.end();
    }
  },
};

/** The table, and threads that began to start before it was read. */
function readTable(flags: Flags) {
  const wanted = optional(flags, 'features')?.split(',');
  return withInput(required(flags, 'table'), async opened => {
    const { columns, rowCount } = opened;
    const threads = new SliceThreads(
      threadsAsked(flags) ??
        threadsFor(wanted?.length ?? columns.length - 1, rowCount),
    );
    try {
      const error = required(flags, 'error');
      return { threads, table: await readErrorTable(opened, error, wanted) };
    } catch (failure) {
      await threads.end();
      throw failure;
    }
  });
}

function threadsAsked(flags: Flags): number | undefined {
  const asked = numeric(flags, 'threads');
  if (asked === undefined || (Number.isInteger(asked) && asked >= 1))
    return asked;
  throw new UsageError(
    `--threads is ${asked}; give a whole number from 1, at most as many as there are cores.`,
  );
}

/** What the library refuses came in by a flag or by the table. */
async function refusing<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

function jsonSlice(slice: Slice, planned: readonly PlannedFeature[]) {
  const { interval, sumSquares: _, ...rest } = slice;
  return {
    ...rest,
    predicates: named(slice.predicates, planned),
    low: interval?.low,
    high: interval?.high,
    sameRowsAs: slice.sameRowsAs.map(other => named(other, planned)),
  };
}

/** Values by feature: a number that is its own bin as the number it is. */
function named(
  predicates: readonly Predicate[],
  planned: readonly PlannedFeature[],
): Record<string, string | number> {
  return Object.fromEntries(
    predicates.map(({ feature, code }) => {
      const { name, plan } = planned[feature];
      const own = plan.kind === 'numbers' ? plan.values[code] : undefined;
      return [name, own ?? labelsOf(plan)[code]];
    }),
  );
}

function textOf(
  { slices, minSupport }: SliceAnswer,
  planned: readonly PlannedFeature[],
  remarks: readonly Remark[],
) {
  if (slices.length === 0)
    return remarks.some(({ of }) => of === 'nothing')
      ? ''
      : `No slice of at least ${minSupport} rows is worse than the whole: the errors are spread evenly over these features.`;
  return textTable(
    ['score', 'size', 'average error', '95 %', 'q', 'slice'],
    slices.map(slice => [
      Number(slice.score.toFixed(4)),
      slice.size,
      Number(slice.averageError.toFixed(4)),
      slice.interval
        ? `${slice.interval.low.toFixed(4)} to ${slice.interval.high.toFixed(
            4,
          )}`
        : '',
      slice.qValue < 0.0001 ? '< 0.0001' : slice.qValue.toFixed(4),
      Object.entries(named(slice.predicates, planned))
        .map(([feature, value]) =>
          /^[<≥[]/.test(String(value))
            ? `${feature} ${value}`
            : `${feature} = ${value}`,
        )
        .join(' and '),
    ]),
  );
}
