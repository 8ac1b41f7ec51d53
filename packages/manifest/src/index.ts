/**
 * Every manifest format in, one model out.
 *
 * @packageDocumentation
 */
export * from './Manifest';
export { isManifestPath, MANIFEST_LIMITS, readManifest } from './readManifest';
export type { ManifestProblem, ManifestResult } from './readManifest';
export { readCard, withCard } from './readCard';
export type { Card, CardClaim } from './readCard';
export { editManifest } from './editManifest';
export type { ManifestEdit } from './editManifest';
