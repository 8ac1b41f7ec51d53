import {
  type EvaluationSpec,
  isMeasurable,
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
  isAskedOfServer,
  nextQuestion,
  type RunQuestion,
  type RunSubject,
} from './nextQuestion';
import { errorsQuestion, evaluatedVersions, runIdOf } from './questions';
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
    if (!dataset || !isMeasurable(dataset.manifest)) continue;
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
        const subject = {
          model,
          modelVersion,
          dataset,
          datasetVersion,
          spec,
          baseline,
        };
        const known = isAskedOfServer(modelVersion, spec)
          ? await runs.get(
              runIdOf(modelVersion.id, datasetVersion.id, spec.name),
            )
          : undefined;
        // What a server said of versions before stays: they are hardly served any more.
        const isPast =
          isAskedOfServer(modelVersion, spec) && modelVersion !== able.at(-1);
        // A time asks anew about the newest data alone.
        const isTold =
          spec.schedule !== undefined &&
          known?.result !== undefined &&
          datasetVersion !== datasetVersions.at(-1);
        ran.set(
          modelVersion.id,
          isPast || isTold ? known : await askNext(rooms, subject),
        );
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

/** What a server said is measured at once where it is there already. */
async function askNext(
  rooms: Rooms,
  subject: RunSubject,
): Promise<RunWithJob | undefined> {
  const asked = await nextQuestion(rooms, subject);
  const run = await askForRun(rooms, asked);
  const next = await nextQuestion(rooms, subject);
  return next.question.key === asked.question.key
    ? run
    : askForRun(rooms, next);
}

/** Asks one of them, and keeps which run its answer is of. */
export async function askForRun(
  {
    analyses,
    broker,
    runs,
  }: {
    analyses: Pick<AnalysisStore, 'point'>;
    broker: Pick<JobBroker, 'ask'>;
    runs: RunStore;
  },
  { question, run }: RunQuestion,
): Promise<RunWithJob | undefined> {
  const job = await broker.ask(question);
  // Kept as long as the run: a server is not asked twice.
  if (question.kind === 'inference')
    await analyses.point('inference', run.id, job.id);
  await runs.add({ ...run, job_id: job.id });
  return runs.get(run.id);
}

/** It can be run here or by its server, or the file of what it said is pinned. */
export function canEvaluate(
  model: Pick<Asset, 'path'>,
  version: Version,
  spec: EvaluationSpec,
): boolean {
  const { predictions } = spec;
  return predictions === undefined
    ? isOnnx(version) || isAskedOfServer(version, spec)
    : version.files[repositoryPath(model.path, predictions)] !== undefined;
}
