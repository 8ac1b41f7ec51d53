import { NotFoundError } from '@backstage/errors';
import type {
  EvaluationSchedule,
  Run,
} from '@greenroom/backstage-plugin-greenroom-common';
import { toJobStatus } from '../jobs/JobRow';
import type { AssetScope } from '../permissions/AssetScope';
import type { RunHonesty } from '../proposals/audits/RunHonesty';
import type { AssetStore } from '../registry/AssetStore';
import type { RunStore, RunWithJob } from './RunStore';
import { schedulesOf } from './schedules';

/** Runs as a person sees them. */
export class RunViews {
  constructor(
    private readonly rooms: {
      assets: AssetStore;
      runs: RunStore;
      /** How far metrics can be believed, by what people said of the rows. */
      honesty: Pick<RunHonesty, 'of'>;
    },
  ) {}

  async list(where: {
    modelAssetId?: string;
    datasetAssetId?: string;
    scope?: AssetScope;
  }): Promise<Run[]> {
    const runs = await this.rooms.runs.list(where);
    return this.#views(runs);
  }

  /** When the evaluations of a model are asked anew. */
  async schedules(modelAssetId: string): Promise<EvaluationSchedule[]> {
    const model = await this.rooms.assets.get(modelAssetId);
    return model ? schedulesOf(model.manifest, new Date()) : [];
  }

  async get(runId: string): Promise<Run> {
    const run = await this.rooms.runs.get(runId);
    if (!run) throw new NotFoundError(`No run ${runId}.`);
    const [view] = await this.#views([run]);
    const { furtherMetrics, calibration, thresholds, fairness, byClass } =
      run.result ?? {};
    return {
      ...view,
      furtherMetrics,
      calibration,
      thresholds,
      fairness,
      byClass,
    } as Run;
  }

  async #views(runs: readonly RunWithJob[]): Promise<Run[]> {
    const { assets, honesty } = this.rooms;
    const known = await honesty.of(runs);
    const ids = runs.flatMap(run => [
      run.model_version_id,
      run.dataset_version_id,
    ]);
    const versions = new Map(
      await Promise.all(
        [...new Set(ids)].map(
          async id => [id, await assets.getVersion(id)] as const,
        ),
      ),
    );
    return runs.map(run => {
      const model = versions.get(run.model_version_id);
      const dataset = versions.get(run.dataset_version_id);
      return {
        id: run.id,
        job: toJobStatus(run.job),
        evaluation: run.evaluation,
        modelAssetId: run.model_asset_id,
        modelName: model?.manifest.name ?? run.model_asset_id,
        modelVersionId: run.model_version_id,
        modelSemver: model?.facts.semver,
        datasetAssetId: run.dataset_asset_id,
        datasetName: dataset?.manifest.name ?? run.dataset_asset_id,
        datasetVersionId: run.dataset_version_id,
        datasetSemver: dataset?.facts.semver,
        split: run.split,
        rows: run.result?.rows,
        seconds: run.result?.seconds,
        metrics: run.result?.metrics,
        task: run.result?.task,
        gates: run.result?.gates,
        served: run.result?.served,
        confusion: run.result?.confusion,
        audited: Boolean(run.audited),
        ...known.get(run.id),
      };
    });
  }
}
