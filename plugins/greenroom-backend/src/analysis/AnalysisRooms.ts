import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import type { Compute } from '../compute/createCompute';
import type { JobKind } from '../jobs/JobKind';
import type { Asset, Version } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import type { Storages } from '../storage/Storages';
import type { RunStore } from './RunStore';

/** What kinds of analysis need to stage their inputs and keep their outputs. */
export type AnalysisRooms = {
  readonly sources: ReadonlyMap<string, Source>;
  readonly assets: AssetStore;
  readonly runs: RunStore;
  readonly artifacts: ArtifactStore;
  readonly storages: Storages;
  readonly compute: Compute;
  /** Orders of rows that people asked for, kept for a while. */
  readonly selections: ArtifactStore;
  readonly logger: LoggerService;
};

/** A kind of job; `reconcile` asks the questions that its answer raises. */
export type AnalysisKind = (
  reconcile: (assetIds: readonly string[]) => Promise<void>,
) => JobKind<any, any>;

/** @throws Error when the asset went between the question and its answer */
export async function assetAndSource(
  rooms: Pick<AnalysisRooms, 'assets' | 'sources'>,
  assetId: string,
): Promise<{ asset: Asset; source: Source }> {
  const asset = await rooms.assets.get(assetId);
  const source = asset && rooms.sources.get(asset.sourceId);
  if (!asset || !source) {
    throw new Error(
      `${assetId} is no longer declared, or its source is no longer configured.`,
    );
  }
  return { asset, source };
}

/** @throws Error when the version went between the question and its answer */
export async function versionOf(
  rooms: Pick<AnalysisRooms, 'assets'>,
  versionId: string,
): Promise<Version> {
  const version = await rooms.assets.getVersion(versionId);
  if (!version)
    throw new Error(
      `The version ${versionId} is no longer known. Refresh its asset.`,
    );
  return version;
}

/** The local path of the Parquet artifact of a data set version. */
export function tableOf(
  rooms: { readonly artifacts: Pick<ArtifactStore, 'pathOf'> },
  version: Version,
): string {
  const { tableArtifact } = version.facts;
  if (!tableArtifact)
    throw new Error(
      `The table of version ${version.id} has not been read yet.`,
    );
  return rooms.artifacts.pathOf(tableArtifact);
}
