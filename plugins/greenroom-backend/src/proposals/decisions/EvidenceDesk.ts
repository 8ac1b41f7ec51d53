import type { AnalysisStore } from '../../analysis/AnalysisStore';
import { titleOf } from '../../analysis/titleOf';
import type { LabelsPayload } from '../../analysis/questions';
import type { RunStore } from '../../analysis/RunStore';
import type { Version } from '../../registry/Asset';
import type { AssetStore } from '../../registry/AssetStore';
import type { RowsRoom } from '../../rows/RowsRoom';
import type { Evidence } from './Word';

/** What a version's label quality said of rows when they were decided. */
export class EvidenceDesk {
  constructor(
    private readonly rooms: {
      analyses: AnalysisStore;
      assets: AssetStore;
      runs: RunStore;
      rows: Pick<RowsRoom, 'rowIssues'>;
    },
  ) {}

  /** By row, of those that have an issue. */
  async of(
    versionId: string,
    keys: readonly string[],
  ): Promise<Map<string, Evidence>> {
    const { analyses, rows } = this.rooms;
    const result = await analyses.labels(versionId);
    if (!result) return new Map();
    const [issues, model] = await Promise.all([
      rows.rowIssues.of(result.issuesArtifact, keys),
      this.#modelOf(versionId),
    ]);
    const title = model && titleOf(model);
    return new Map(
      [...issues].map(([key, { kind, split }]) => {
        const origin = result.predictions.find(({ splits }) =>
          splits.includes(split),
        )?.origin;
        // A probe is nobody's model: what is mended on its word flatters none.
        const isModels = title !== undefined && origin?.endsWith(title);
        return [
          key,
          {
            issue: kind,
            origin,
            ...(isModels
              ? { modelAssetId: model?.assetId, modelVersionId: model?.id }
              : {}),
          },
        ];
      }),
    );
  }

  async #modelOf(versionId: string): Promise<Version | undefined> {
    const { analyses, assets, runs } = this.rooms;
    const job = await analyses.job('labels', versionId);
    if (!job) return undefined;
    const { outOfFoldOf, runIds } = JSON.parse(job.payload) as LabelsPayload;
    const [runId] = runIds;
    const id =
      outOfFoldOf ??
      (runId === undefined
        ? undefined
        : (await runs.get(runId))?.model_version_id);
    return id === undefined ? undefined : assets.getVersion(id);
  }
}
