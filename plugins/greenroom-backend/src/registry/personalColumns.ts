import type { Manifest } from '@greenroom/manifest';

/** Columns that a manifest marks as personal. */
export function personalColumns(manifest: Manifest): ReadonlySet<string> {
  return new Set(
    (manifest.kind === 'Dataset' ? manifest.columns ?? [] : []).flatMap(
      ({ name, personal }) => (personal ? [name] : []),
    ),
  );
}
