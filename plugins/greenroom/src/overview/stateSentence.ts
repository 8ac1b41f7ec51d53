import type { AssetSummary } from '@greenroom/backstage-plugin-greenroom-common';

/** The state of an asset in one sentence; the worst thing first. */
export function stateSentence(asset: AssetSummary): string {
  const { title, health, sync } = asset;
  if (health.status === 'Missing')
    return `${title} is missing: ${health.reason}`;
  if (health.status === 'Degraded')
    return `${title} is degraded: ${health.reason}`;
  if (asset.drift.length > 0)
    return `${title} differs from what git declares: ${sync.reason}`;
  if (sync.status === 'OutOfSync')
    return `${title} is behind git: ${sync.reason}`;
  if (health.status === 'Progressing')
    return `${title} is being worked on: ${health.reason}`;
  if (sync.status === 'Unknown')
    return `Whether ${title} matches git is unknown: ${sync.reason}`;
  return `${title} is healthy and matches git`;
}
