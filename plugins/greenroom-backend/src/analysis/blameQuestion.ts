import type { Asset, Version } from '../registry/Asset';
import { type HistoryEntry, historyDigest } from './blameHistory';
import { type Asked, keyOf, PRIORITIES } from './questions';

export type BlamePayload = {
  readonly versionId: string;
  readonly key: string;
};

/** Who last set each cell of this version? */
export function blameQuestion(
  asset: Asset,
  version: Version,
  history: readonly HistoryEntry[],
  key: string,
): Asked<BlamePayload> {
  return {
    kind: 'blame',
    key: keyOf('blame', asset.id, historyDigest(history, key)),
    assetId: asset.id,
    payload: { versionId: version.id, key },
    priority: PRIORITIES.person,
  };
}
