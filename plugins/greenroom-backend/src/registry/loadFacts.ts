import {
  type AnalysisStore,
  type ComparisonResult,
  type LabelsResult,
  pairOf,
} from '../analysis/AnalysisStore';
import type { RunStore, RunWithJob } from '../analysis/RunStore';
import type { Asset, Version } from './Asset';
import type { AssetStore } from './AssetStore';

/** What is known of some assets, ready to be put together. */
export type AssetFacts = {
  /** By asset, oldest first. */
  readonly versions: ReadonlyMap<string, readonly Version[]>;
  /** By asset, newest first. */
  readonly runs: ReadonlyMap<string, readonly RunWithJob[]>;
  /** By version. */
  readonly labels: ReadonlyMap<string, LabelsResult>;
  /** By the pair of a version and the one before it. */
  readonly comparisons: ReadonlyMap<string, ComparisonResult>;
};

/**
 * Asks for the facts of a page of assets together: as many queries for fifty
 * as for one.
 *
 * @param newest so many of the versions of each; all of them without it
 */
export async function loadFacts(
  rooms: {
    readonly assets: AssetStore;
    readonly runs: RunStore;
    readonly analyses: AnalysisStore;
  },
  assets: readonly Asset[],
  newest?: number,
): Promise<AssetFacts> {
  const ids = assets.map(({ id }) => id);
  const all = await rooms.assets.listVersionsOf(ids);
  const versions = new Map(
    ids.map(id => {
      const found = all.get(id) ?? [];
      return [id, newest === undefined ? found : found.slice(-newest)] as const;
    }),
  );
  const ofData = assets
    .filter(({ kind }) => kind === 'dataset')
    .map(({ id }) => versions.get(id) ?? []);
  return {
    versions,
    runs: await runsOf(rooms.runs, assets),
    labels: await rooms.analyses.labelsOf(
      ofData.flat().map(version => version.id),
    ),
    comparisons: await rooms.analyses.comparisons(
      ofData.flatMap(list =>
        list.slice(1).map((to, i) => pairOf(list[i].id, to.id)),
      ),
    ),
  };
}

/** Few assets have runs; those are found together and asked one by one. */
async function runsOf(
  runs: RunStore,
  assets: readonly Asset[],
): Promise<Map<string, RunWithJob[]>> {
  const evaluated = await runs.assetsWithRuns(assets.map(({ id }) => id));
  return new Map(
    await Promise.all(
      assets
        .filter(({ id }) => evaluated.has(id))
        .map(
          async ({ id, kind }) =>
            [
              id,
              await runs.list(
                kind === 'model'
                  ? { modelAssetId: id }
                  : { datasetAssetId: id },
              ),
            ] as const,
        ),
    ),
  );
}
