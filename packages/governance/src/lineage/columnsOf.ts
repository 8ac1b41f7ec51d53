import type { DeclaredColumn, Manifest } from '@greenroom/manifest';

/** Columns of a data set, of all its tables. */
export function columnsOf(manifest: Manifest): readonly DeclaredColumn[] {
  if (manifest.kind !== 'Dataset') return [];
  const inTables = (manifest.tables ?? []).flatMap(
    ({ columns = [] }) => columns,
  );
  return [...(manifest.columns ?? []), ...inTables];
}
