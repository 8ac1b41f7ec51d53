import {
  type EvaluationSpec,
  isLabelled,
  isRunnable,
  type ModelManifest,
} from '@greenroom/manifest';
import type { JobBroker } from '../jobs/JobBroker';
import { type Asset, isRead, type Version } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import { repositoryPath } from '../sync/assetFiles';
import { annotationsFor } from '../sync/adoptedEntity';
import type { DeploymentStore } from '../sync/DeploymentStore';
import type { AnalysisStore } from './AnalysisStore';
import { baselineFrom, heldAgainst } from './baseline';
import {
  errorsQuestion,
  evaluatedVersions,
  evaluationQuestion,
} from './questions';
import type { RunStore, RunWithJob } from './RunStore';
import { type InUse, versionInUse } from './versionInUse';

type Rooms = {
  readonly assets: AssetStore;
  readonly analyses: AnalysisStore;
  readonly runs: RunStore;
  readonly broker: JobBroker;
  readonly deployments: Pick<DeploymentStore, 'listOf'>;
};

/** Its bytes were inspected, so they may be run. */
export function isOnnx({ manifest, digest }: Version): boolean {
  return isRunnable(manifest) && !digest.startsWith('bytes:');
}

/** Asks how each version of a model does on the newest versions of what its evaluations name, and where it goes wrong. */
export async function askForRuns(rooms: Rooms, model: Asset): Promise<void> {
  const { assets, analyses, broker, runs } = rooms;
  const modelVersions = await assets.listVersions(model.id);
  const inUse = await inUseOf(rooms, model, modelVersions);
  for (const spec of (model.manifest as ModelManifest).evaluations ?? []) {
    const dataset = await assets.findDataset(spec.dataset, spec.repository);
    if (!dataset || !isLabelled(dataset.manifest)) continue;
    const datasetVersions = evaluatedVersions(
      (await assets.listVersions(dataset.id)).filter(isRead),
    );
    const able = modelVersions.filter(version =>
      canEvaluate(model, version, spec),
    );
    for (const datasetVersion of datasetVersions) {
      const ran = new Map<string, RunWithJob | undefined>();
      for (const modelVersion of able) {
        const against = heldAgainst(modelVersion, able, inUse);
        const baseline = baselineFrom(
          spec,
          against,
          against && ran.get(against.version.id),
        );
        // That version is still measured: its end brings us here again.
        if (baseline === 'to come') break;
        const run = await askForRun(
          rooms,
          evaluationQuestion(
            model,
            modelVersion,
            dataset,
            datasetVersion,
            spec,
            baseline,
          ),
        );
        ran.set(modelVersion.id, run);
      }
    }
  }
  for (const run of await runs.list({ modelAssetId: model.id })) {
    const question = errorsQuestion(run);
    if (!question) continue;
    const job = await broker.ask(question);
    await analyses.point('errors', run.id, job.id);
  }
}

/** The version of a model that people use, where something declares it. */
export async function inUseOf(
  { deployments }: Pick<Rooms, 'deployments'>,
  model: Asset,
  versions: readonly Version[],
): Promise<InUse | undefined> {
  const known = await deployments.listOf([
    ...annotationsFor(model),
    model.name,
  ]);
  return versionInUse(model, versions, known);
}

/** Asks one of them, and keeps which run its answer is of. */
export async function askForRun(
  { broker, runs }: { broker: Pick<JobBroker, 'ask'>; runs: RunStore },
  { question, run }: ReturnType<typeof evaluationQuestion>,
): Promise<RunWithJob | undefined> {
  const job = await broker.ask(question);
  await runs.add({ ...run, job_id: job.id });
  return runs.get(run.id);
}

/** It can be run here, or the file of what it said is pinned. */
export function canEvaluate(
  model: Pick<Asset, 'path'>,
  version: Version,
  { predictions }: EvaluationSpec,
): boolean {
  return predictions === undefined
    ? isOnnx(version)
    : version.files[repositoryPath(model.path, predictions)] !== undefined;
}
