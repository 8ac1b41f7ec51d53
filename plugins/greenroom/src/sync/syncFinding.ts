import type { AssetSummary } from '@greenroom/backstage-plugin-greenroom-common';
import { plural } from '../components/numbers';

/** The finding of the sync tab, the worst thing first. */
export function syncFinding(asset: AssetSummary): string {
  const { drift, problems, sync, archived, title } = asset;
  if (sync.status === 'Unknown') return `Git cannot be read just now`;
  if (problems.length > 0) {
    return `${plural(problems.length, 'problem')} in what declares ${title}`;
  }
  if (drift.length > 0) {
    return `${plural(
      drift.length,
      'difference',
    )} between git and what was observed`;
  }
  if (sync.status === 'OutOfSync') return `${title} is behind git`;
  return archived
    ? `${title} matches git; its repository is archived`
    : `${title} matches git`;
}
