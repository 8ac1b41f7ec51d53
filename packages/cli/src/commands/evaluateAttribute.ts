import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { literal, QueryPool } from '@greenroom/dataset';
import {
  attributeGrid,
  type AttributedMetric,
  type AttributionFactor,
  type AttributionGrid,
} from '@greenroom/evaluation';
import {
  isRegressor,
  type Manifest,
  type ModelManifest,
  otherTaskOf,
} from '@greenroom/manifest';
import { Command, optional, required } from '../Command';
import { declaredIn } from '../declaredIn';
import { type CrossedRuns, crossedRuns } from '../evaluate/crossedRuns';
import { runFile } from '../evaluate/runFile';
import { textTable } from '../textTable';
import { UsageError } from '../UsageError';

const LIMITS = {
  memory: '2GB',
  threads: 2,
  queriesAtATime: 1,
  timeoutMillis: 20 * 60_000,
};

function isAttributable(manifest: Manifest): manifest is ModelManifest {
  return (
    manifest.kind === 'Model' &&
    (otherTaskOf(manifest) === undefined || isRegressor(manifest))
  );
}

/** `evaluate attribute --from RUN_A --to RUN_B`: why the metrics of two runs differ. */
export const evaluateAttribute: Command = {
  usage:
    'evaluate attribute --from RUN_A --to RUN_B [--model MODEL.yaml] [--metric NAME] [--format json]',
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    model: { type: 'string' },
    metric: { type: 'string' },
  },
  async run(_, flags) {
    const before = await runFile(required(flags, 'from'));
    const after = await runFile(required(flags, 'to'));
    if (path.resolve(before) === path.resolve(after))
      throw new UsageError('A run does not differ from itself. Name two.');
    const model = optional(flags, 'model');
    const declared = model
      ? await declaredIn(model, isAttributable, 'model of classes or numbers')
      : undefined;
    const folder = await mkdtemp(path.join(os.tmpdir(), 'greenroom-crossed-'));
    const queries = new QueryPool(LIMITS);
    try {
      const crossed = await crossedRuns(queries, { before, after }, folder);
      const threshold = declared?.threshold;
      const { metrics } = await attributeGrid(
        {
          runs: crossed.runs,
          factors: factorsOf(crossed),
          tells: tellsOf(declared),
          classes: declared?.classes ?? (await classesIn(queries, crossed)),
          thresholds: { old: threshold, new: threshold },
          versions: [],
        },
        () => {},
      );
      return answerOf(metrics, crossed, optional(flags, 'metric'));
    } finally {
      await queries.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Without the manifest nobody knows which class a probability is of. */
function tellsOf(
  declared: ModelManifest | undefined,
): AttributionGrid['tells'] {
  if (declared === undefined) return 'labels';
  return isRegressor(declared) ? 'numbers' : 'classes';
}

function factorsOf({
  unmatched,
  relabelled,
}: CrossedRuns): readonly AttributionFactor[] {
  return [
    ...(unmatched.before + unmatched.after > 0 ? (['rows'] as const) : []),
    ...(relabelled > 0 ? (['labels'] as const) : []),
    'model',
  ];
}

/** Every class that a run gives or predicts. */
async function classesIn(
  queries: QueryPool,
  { runs }: CrossedRuns,
): Promise<string[]> {
  const files = runs.map(({ predictions }) => literal(predictions)).join(', ');
  const rows = await queries.query(
    `SELECT DISTINCT unnest([given, predicted]) AS class FROM read_parquet([${files}]) ORDER BY 1`,
  );
  return rows.map(row => String(row.class));
}

function answerOf(
  metrics: readonly AttributedMetric[],
  { unmatched, relabelled }: CrossedRuns,
  wanted: string | undefined,
): Awaited<ReturnType<Command['run']>> {
  const chosen = wanted
    ? metrics.find(({ metric }) => metric === wanted)
    : metrics[0];
  if (!chosen)
    throw new UsageError(
      `--metric is ${wanted}, which the runs do not have. They have ${metrics
        .map(({ metric }) => metric)
        .join(', ')}.`,
    );
  const all = metrics.map(({ metric, before, after, difference, shares }) => ({
    metric,
    before: before.value,
    after: after.value,
    delta: difference.value,
    low: difference.low,
    high: difference.high,
    factors: shares.map(({ factor, value, low, high }) => ({
      name: factor,
      share: value,
      low,
      high,
    })),
  }));
  const { delta, factors } = all.find(
    ({ metric }) => metric === chosen.metric,
  )!;
  const lonely = unmatched.before + unmatched.after;
  return {
    json: {
      metric: chosen.metric,
      delta,
      factors,
      metrics: all,
      relabelled,
      unmatched,
    },
    text: [
      textTable(
        ['metric', 'before', 'after', 'factor', 'share', 'low', 'high'],
        all.flatMap(each =>
          each.factors.map((factor, i) => [
            ...(i === 0
              ? [each.metric, four(each.before), four(each.after)]
              : ['', '', '']),
            factor.name,
            four(factor.share),
            four(factor.low),
            four(factor.high),
          ]),
        ),
      ),
      ...(lonely > 0
        ? [
            `${lonely} rows are in one run alone: what the other model would say of them is not known, so their part is of the rows.`,
          ]
        : []),
    ].join('\n'),
  };
}

function four(value: number): number {
  return Number(value.toPrecision(4));
}
