import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CollectList } from '@greenroom/backstage-plugin-greenroom-common';
import type { DatasetManifest } from '@greenroom/manifest';
import type { AnalysisStore } from '../analysis/AnalysisStore';
import { cohortOf } from '../analysis/declaredCohorts';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import type { AssetStore } from '../registry/AssetStore';
import { conditionsSql } from './conditionsSql';
import type { ResultFiles } from './ResultFiles';
import type { RowAccess } from './RowAccess';

/** How far the requests for rows of a data set are met. */
export class CollectedRows {
  constructor(
    private readonly rooms: {
      access: RowAccess;
      assets: Pick<AssetStore, 'get'>;
      analyses: Pick<AnalysisStore, 'derived'>;
      artifacts: ArtifactStore;
      files: ResultFiles;
    },
  ) {}

  /**
   * The requests as the manifest has them today, counted in a version.
   *
   * @throws as `RowAccess.table`
   */
  async of(
    versionId: string,
    credentials: BackstageCredentials,
  ): Promise<CollectList> {
    const { access, assets, analyses, artifacts, files } = this.rooms;
    const table = await access.table(versionId, credentials);
    const asset = await assets.get(table.version.assetId);
    const { collect = [], split: splitColumn } = (asset?.manifest ??
      table.manifest) as DatasetManifest;
    const items = collect.map(({ where, ...request }) => ({
      ...request,
      where: cohortOf(where),
    }));
    if (table.hidden || items.length === 0)
      return { items, hidden: table.hidden };
    const derived = await analyses.derived(versionId);
    const columns = table.cells.map(({ name }) => name);
    const features = (derived?.features ?? []).map(({ name }) => name);
    const counted = collect.map(({ where, split }) =>
      conditionsSql(
        split === undefined || splitColumn === undefined
          ? where
          : { ...where, [splitColumn]: split },
        { columns, features },
      ),
    );
    const known = counted.flatMap((sql, i) =>
      sql === undefined ? [] : [`count(*) FILTER (WHERE ${sql}) AS c${i}`],
    );
    if (known.length === 0) return { items, hidden: false };
    const [row] = await files.query(
      {
        t: table.file,
        ...(derived ? { x: artifacts.pathOf(derived.derivedArtifact) } : {}),
      },
      `SELECT ${known.join(', ')} FROM t ${
        derived ? 'LEFT JOIN x ON x."greenroom row" = t."greenroom row"' : ''
      }`,
    );
    return {
      items: items.map((item, i) =>
        counted[i] === undefined
          ? item
          : { ...item, found: Number(row[`c${i}`]) },
      ),
      hidden: false,
    };
  }
}
