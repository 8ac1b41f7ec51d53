import type { AssetVersion } from '@greenroom/backstage-plugin-greenroom-common';
import { pairOf } from '../analysis/AnalysisStore';
import { newestAccuracy } from '../analysis/newestAccuracy';
import { releaseOf } from '../analysis/releaseOf';
import type { Asset, Version } from './Asset';
import type { AssetFacts } from './loadFacts';

/** What a person sees of one version, beside the one before it. */
export function versionView(
  asset: Asset,
  version: Version,
  before: Version | undefined,
  known: AssetFacts,
): AssetVersion {
  const { facts } = version;
  const isDataset = asset.kind === 'dataset';
  const diff = before && known.comparisons.get(pairOf(before.id, version.id));
  // Of transitions only the most frequent are kept; changed labels are all counted.
  const relabelled = diff?.label ? diff.cells[diff.label] ?? 0 : 0;
  return {
    id: version.id,
    assetId: asset.id,
    semver: facts.semver,
    digest: version.digest,
    commit: version.commit,
    revisions: version.commits.length,
    rows: facts.rows,
    splits: facts.splits,
    labelsOk: known.labels.get(version.id)?.labelsOk,
    accuracy: newestAccuracy(
      (known.runs.get(asset.id) ?? []).filter(
        run =>
          (isDataset ? run.dataset_version_id : run.model_version_id) ===
          version.id,
      ),
    ),
    isBumpTooSmall:
      diff && before ? releaseOf(diff, before, version).isTooSmall : undefined,
    change: diff && {
      added: diff.rows.added,
      removed: diff.rows.removed,
      relabelled,
      changed: diff.rows.changed,
    },
  };
}
