import type { TableSpec } from '@greenroom/dataset';
import type { DatasetManifest } from '@greenroom/manifest';
import { hasColumn, type TypedTable } from './TypedTable';
import { Mask } from './Mask';

/** What columns mean, where the tables have them. */
export type Roles = {
  readonly key?: string;
  readonly label?: string;
  readonly split?: string;
  /** Of those named above, and who labelled: they say nothing of what a row holds. */
  readonly apart: ReadonlySet<string>;
};

/** A data set that changes, as far as its rows could be read. */
export type DataSides = {
  readonly name: string;
  readonly manifests: {
    readonly before?: DatasetManifest;
    readonly after?: DatasetManifest;
  };
  readonly before?: TypedTable;
  readonly after?: TypedTable;
  /** The files that the tables were read from. */
  readonly sources: {
    readonly before?: TableSpec;
    readonly after?: TableSpec;
  };
  readonly roles: Roles;
  readonly mask: Mask;
};

export function dataSides(
  manifests: DataSides['manifests'],
  tables: Pick<DataSides, 'before' | 'after'>,
  sources: DataSides['sources'],
): DataSides {
  const { key, label, split, annotator, name } =
    manifests.after ?? manifests.before!;
  const all = [tables.before, tables.after].filter(
    (table): table is TypedTable => table !== undefined,
  );
  const known = (column: string | undefined) =>
    column !== undefined && all.every(table => hasColumn(table, column))
      ? column
      : undefined;
  return {
    name,
    manifests,
    ...tables,
    sources,
    roles: {
      key: known(key),
      label: known(label),
      split: known(split),
      apart: new Set(
        [key, label, split, annotator].filter(
          (column): column is string => column !== undefined,
        ),
      ),
    },
    mask: new Mask([manifests.before, manifests.after]),
  };
}
