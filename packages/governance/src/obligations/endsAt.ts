import { licenceOf, type Manifest } from '@greenroom/manifest';
import type { Obligation } from './Obligation';

/** What a node is, as far as obligations ask. */
export type ObligedNode = {
  readonly assetId?: string;
  readonly manifest?: Manifest;
};

/**
 * Whether an obligation ends on the way from one node to the next: where the
 * manifest of the next declares it met, or where both are versions of one asset
 * and the later one speaks for its own rows. It does of personal columns
 * wherever it lists columns, of the others wherever it declares any; of a
 * relicensed data set the later versions have the later licence.
 */
export function endsAt(
  kind: Obligation['kind'],
  from: ObligedNode,
  to: ObligedNode,
): boolean {
  const { manifest } = to;
  if (!manifest) return false;
  if (manifest.obligations?.met?.some(met => met.kind === kind)) return true;
  if (to.assetId === undefined || from.assetId !== to.assetId) return false;
  switch (kind) {
    case 'licence':
      return licenceOf(manifest) !== undefined;
    case 'personal data':
      return manifest.kind === 'Dataset' && manifest.columns !== undefined;
    case 'use condition':
      return manifest.obligations?.useConditions !== undefined;
    case 'consent':
      return manifest.obligations?.consent !== undefined;
    default:
      return manifest.obligations?.retainUntil !== undefined;
  }
}
