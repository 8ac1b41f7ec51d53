import type { AssetVersion } from '@greenroom/backstage-plugin-greenroom-common';

type Metric = NonNullable<AssetVersion['metrics']>[number];

export type MetricTrend = {
  modelName: string;
  metric: string;
  /** Oldest first. */
  values: number[];
};

/**
 * How the headline metric of one model went over these versions (newest first):
 * of the model and metric that most of them have; ties go to the newest.
 */
export function metricTrend(
  versions: readonly AssetVersion[],
): MetricTrend | undefined {
  const trends = new Map<string, MetricTrend>();
  for (const version of versions) {
    const seen = new Set<string>();
    for (const { modelAssetId, modelName, metric, figure } of version.metrics ??
      []) {
      const name = JSON.stringify([modelAssetId, metric]);
      if (seen.has(name)) continue;
      seen.add(name);
      const trend = trends.get(name) ?? { modelName, metric, values: [] };
      trend.values.unshift(figure.value);
      trends.set(name, trend);
    }
  }
  const longest = [...trends.values()].reduce<MetricTrend | undefined>(
    (best, each) =>
      best && best.values.length >= each.values.length ? best : each,
    undefined,
  );
  return longest && longest.values.length > 1 ? longest : undefined;
}

/** A version's metrics, one for each figure of a run: "trained on and evaluated on" it. */
export function metricsOnce(metrics: readonly Metric[] = []) {
  const runs = new Map<string, Metric & { relations: string[] }>();
  for (const metric of metrics) {
    const name = JSON.stringify([metric.runId, metric.metric]);
    const told = runs.get(name);
    if (told) told.relations.push(metric.relation);
    else runs.set(name, { ...metric, relations: [metric.relation] });
  }
  return [...runs.values()];
}
