import type { Run } from '@greenroom/backstage-plugin-greenroom-common';

type GridVersion = { id: string; name: string };

/** Runs of one evaluation by model version (down) and data version (across), oldest first. */
export type RunGridData = {
  evaluation: string;
  metric: string;
  models: readonly GridVersion[];
  datasets: readonly GridVersion[];
  /** By model version, by data version. */
  runs: readonly (readonly (Run | undefined)[])[];
};

/** The grid of the evaluation that a run is of; nothing where there is no step to look at. */
export function gridOfRuns(
  runs: readonly Run[],
  shown: Run,
): RunGridData | undefined {
  const own = runs.filter(
    run =>
      run.evaluation === shown.evaluation &&
      run.datasetAssetId === shown.datasetAssetId,
  );
  const models = versionsOf(own, run => [run.modelVersionId, run.modelSemver]);
  const datasets = versionsOf(own, run => [
    run.datasetVersionId,
    run.datasetSemver,
  ]);
  const [metric] = Object.keys(own.find(run => run.metrics)?.metrics ?? {});
  if (metric === undefined || models.length * datasets.length < 2)
    return undefined;
  return {
    evaluation: shown.evaluation,
    metric,
    models,
    datasets,
    runs: models.map(model =>
      datasets.map(dataset =>
        own.find(
          run =>
            run.modelVersionId === model.id &&
            run.datasetVersionId === dataset.id,
        ),
      ),
    ),
  };
}

/** Each once, by semantic version, those without one by when they were first evaluated. */
function versionsOf(
  runs: readonly Run[],
  of: (run: Run) => [id: string, semver: string | undefined],
): GridVersion[] {
  const found = new Map<string, { semver?: string; at: string }>();
  for (const run of runs) {
    const [id, semver] = of(run);
    const at = run.job.createdAt;
    const known = found.get(id);
    if (!known || at < known.at) found.set(id, { semver, at });
  }
  return [...found]
    .sort(
      ([, a], [, b]) =>
        (a.semver ?? '').localeCompare(b.semver ?? '', 'en', {
          numeric: true,
        }) || a.at.localeCompare(b.at),
    )
    .map(([id, { semver }]) => ({ id, name: semver ?? id.slice(0, 7) }));
}
