import type {
  AssetDetail,
  AssetSummary,
} from '@greenroom/backstage-plugin-greenroom-common';

/** The one next thing to do about an asset. */
export function nextStep(asset: AssetSummary): AssetDetail['nextStep'] {
  if (asset.problems.length > 0) {
    const [{ path, line }] = asset.problems;
    return {
      text: `Mend ${path}${line ? ` line ${line}` : ''} in ${
        asset.repository
      }; until then the last good state is shown.`,
      tab: 'sync',
    };
  }
  if (asset.drift.length > 0) {
    return { text: asset.drift[0].message, tab: 'sync' };
  }
  if (asset.lastRun?.state === 'failed') {
    return {
      text: 'The last run failed. Read why, then run it again.',
      tab: 'evaluations',
    };
  }
  if (asset.lastRun?.state === 'cancelled') {
    return {
      text: 'The last run was cancelled. Run it again to see where it stands.',
      tab: 'evaluations',
    };
  }
  if (asset.kind === 'model' && asset.lastRun?.gate === 'failed') {
    return {
      text: 'A gate failed. See which rows it gets wrong.',
      tab: 'errors',
    };
  }
  if (
    asset.kind === 'dataset' &&
    asset.quality &&
    asset.quality.figure.value < 1
  ) {
    const { value, n } = asset.quality.figure;
    const doubtful = n === undefined ? undefined : Math.round((1 - value) * n);
    return {
      text: doubtful
        ? `${doubtful} labels look wrong. Decide the first ones.`
        : 'Some labels look wrong. Decide the first ones.',
      tab: 'labels',
    };
  }
  return undefined;
}
