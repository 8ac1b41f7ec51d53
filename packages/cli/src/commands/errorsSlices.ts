import {
  codeCount,
  confirmSlices,
  labelsOf,
  measureSlices,
  searchSlices,
} from '@greenroom/error-analysis';
import type {
  ConfirmedSlice,
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
import { partRows } from '../errors/partRows';
import type { ErrorTable } from '../errors/readErrorTable';
import {
  readFlaggedTable,
  TABLE_BARE,
  TABLE_OPTIONS,
  TABLE_USAGE,
} from '../errors/readFlaggedTable';
import { remarksOn, withRemarks } from '../errors/remarksOn';
import { SliceThreads, threadsFor } from '../errors/SliceThreads';
import { refusing } from '../refusing';
import { textTable } from '../textTable';
import { UsageError } from '../UsageError';
import { withInput } from '../withInput';

export const errorsSlices: Command = {
  usage: `errors slices ${TABLE_USAGE} [--confirm half|COLUMN=VALUE] [--k 10] [--max-level 3] [--min-support N] [--alpha 0.95] [--bins 5] [--threads N] [--format json]`,
  options: {
    ...TABLE_OPTIONS,
    confirm: { type: 'string' },
    k: { type: 'string' },
    'max-level': { type: 'string' },
    'min-support': { type: 'string' },
    alpha: { type: 'string' },
    bins: { type: 'string' },
    threads: { type: 'string' },
  },
  bare: TABLE_BARE,
  async run(_positionals, flags) {
    const { table: all, threads } = await readTable(flags);
    try {
      const { found: table, confirming } = partRows(
        all,
        optional(flags, 'confirm'),
      );
      const planned = planFeatures(table, numeric(flags, 'bins'));
      threads.foresee(
        table.errors,
        planned.map(({ plan }) => codeCount(plan)),
      );
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
      const confirmed =
        confirming && (await confirm(found, planned, confirming));
      const remarks = remarksOn(table, CATEGORIES);
      return {
        json: {
          ...found,
          slices: found.slices.map((slice, i) => ({
            ...jsonSlice(slice, planned),
            ...(confirmed ? { confirmed: jsonConfirmed(confirmed[i]) } : {}),
          })),
          searchSeconds,
          remarks: remarks.map(({ says }) => says),
        },
        text: withRemarks(textOf(found, planned, remarks, confirmed), remarks),
      };
    } finally {
      await threads.end();
    }
  },
};

/** The table, and threads that began to start before it was read. */
function readTable(flags: Flags) {
  return withInput(required(flags, 'table'), async opened => {
    const threads = new SliceThreads(
      threadsAsked(flags) ?? threadsFor(opened.rowCount, opened.columns.length),
    );
    try {
      return { threads, table: await readFlaggedTable(opened, flags) };
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

/** The slices on rows that were not searched, cut into values as those were. */
async function confirm(
  { slices }: SliceAnswer,
  planned: readonly PlannedFeature[],
  table: ErrorTable,
): Promise<readonly ConfirmedSlice[]> {
  const encoded = encodeTable(table, planned);
  const measured = await refusing(() =>
    // A single pass: no other thread would have started.
    new SliceThreads(1).run(
      encoded,
      measureSlices(
        encoded.cardinalities,
        slices.map(({ predicates }) => predicates),
      ),
    ),
  );
  return confirmSlices(measured);
}

function jsonConfirmed({ interval, averageError, ...rest }: ConfirmedSlice) {
  return {
    ...rest,
    // Of no rows there is none.
    averageError: Number.isNaN(averageError) ? null : averageError,
    low: interval?.low,
    high: interval?.high,
  };
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
  confirmed?: readonly ConfirmedSlice[],
) {
  if (slices.length === 0)
    return remarks.some(({ of }) => of === 'nothing')
      ? ''
      : `No slice of at least ${minSupport} rows is worse than the whole: the errors are spread evenly over these features.`;
  return textTable(
    [
      ...['score', 'size', 'average error', '95 %', 'q'],
      ...(confirmed ? ['on other rows'] : []),
      'slice',
    ],
    slices.map((slice, i) => [
      Number(slice.score.toFixed(4)),
      slice.size,
      Number(slice.averageError.toFixed(4)),
      slice.interval
        ? `${slice.interval.low.toFixed(4)} to ${slice.interval.high.toFixed(
            4,
          )}`
        : '',
      slice.qValue < 0.0001 ? '< 0.0001' : slice.qValue.toFixed(4),
      ...(confirmed ? [confirmedText(confirmed[i])] : []),
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

/** "0.1812 of 412, confirmed". */
function confirmedText({ averageError, size, outcome }: ConfirmedSlice) {
  return size === 0
    ? 'no such rows'
    : `${averageError.toFixed(4)} of ${size}, ${outcome}`;
}
