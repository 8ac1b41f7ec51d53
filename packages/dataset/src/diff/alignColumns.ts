import type { Side } from './Side';

/** The columns of two tables, by name. */
export type AlignedColumns = {
  /** In the order of the table before. */
  readonly shared: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
};

export function alignColumns(from: Side, to: Side): AlignedColumns {
  const before = from.columns.map(({ name }) => name);
  const after = to.columns.map(({ name }) => name);
  return {
    shared: before.filter(name => after.includes(name)),
    added: after.filter(name => !before.includes(name)),
    removed: before.filter(name => !after.includes(name)),
  };
}
