import {
  type DriftSummary,
  diffTables,
  driftOfFiles,
  summariseDrift,
  type TableDiff,
} from '@greenroom/dataset';
import type { DataSides } from './DataSides';
import type {
  PlannedAsset,
  PlannedBoxes,
  PlannedRow,
  PlannedRows,
} from './Plan';
import { planBoxes } from './planBoxes';
import { specOf, type TypedTable } from './TypedTable';

/** Transitions of more pairs of labels are no matrix that anybody reads. */
const MOST_TRANSITIONS = 1_000;

export type RowsPlan = Pick<
  PlannedAsset,
  'matchedBy' | 'rows' | 'cells' | 'sample'
> & {
  readonly rows: PlannedRows;
  readonly columns: TableDiff['columns'];
  readonly labelTransitions: TableDiff['labelTransitions'];
  /** Where pictures have boxes. */
  readonly boxes?: PlannedBoxes;
  readonly drift: readonly DriftSummary[];
  /** For what is worked out from it; its labels may be personal. */
  readonly diff?: TableDiff;
};

/**
 * Rows, cells, labels and distributions of a data set, before and after.
 *
 * @param changes - where rows that differ are written, as `DiffOptions.out`
 * @throws TableError where the key is empty or not unique, with the duplicates
 */
export async function planRows(
  data: DataSides & { readonly before: TypedTable; readonly after: TypedTable },
  { changes, sampleRows }: { changes: string; sampleRows: number },
): Promise<RowsPlan> {
  const { before, after, roles } = data;
  const { key, label } = roles;
  const diff = await diffTables(specOf(before), specOf(after), {
    key: key === undefined ? undefined : [key],
    label,
    limit: sampleRows,
    out: changes,
  });
  const { matchedBy, rows, columns, cells } = diff;
  const boxes =
    hasBoxes(data) && matchedBy === 'key' && label !== undefined
      ? await planBoxes(changes, label)
      : undefined;
  return {
    matchedBy,
    rows,
    columns,
    cells,
    diff,
    sample: diff.changedRows.map(row => sampled(row, data)),
    labelTransitions: transitionsIn(
      boxes ? boxes.transitions : diff.labelTransitions,
      data,
    ),
    ...(boxes ? { boxes: boxes.boxes } : {}),
    drift: isSame(diff) ? [] : await drifted(data, diff),
  };
}

function hasBoxes({ manifests }: DataSides): boolean {
  return (manifests.after ?? manifests.before)?.task === 'object-detection';
}

function transitionsIn(
  transitions: TableDiff['labelTransitions'],
  { roles: { label }, mask }: DataSides,
): RowsPlan['labelTransitions'] {
  if (mask.hides(label)) return [];
  return transitions.slice(0, MOST_TRANSITIONS).map(({ from, to, count }) => ({
    from: mask.text(label, from),
    to: mask.text(label, to),
    count,
  }));
}

/** What a data set is that one side does not have. */
export function rowsOfOneSide({ before, after }: DataSides): RowsPlan {
  const [from, to] = [before?.rows ?? 0, after?.rows ?? 0];
  return {
    rows: { from, to, added: to, removed: from, changed: 0 },
    columns: { added: [], removed: [], retyped: [] },
    labelTransitions: [],
    drift: [],
  };
}

function isSame({ rows }: TableDiff): boolean {
  return rows.added + rows.removed + rows.changed === 0;
}

/** Where rows neither come nor go, columns without a changed cell are distributed as they were. */
async function drifted(
  {
    before,
    after,
    roles,
  }: DataSides & { readonly before: TypedTable; readonly after: TypedTable },
  { rows, cells }: TableDiff,
): Promise<readonly DriftSummary[]> {
  const { key, label, split } = roles;
  const named = (names: readonly (string | undefined)[]) =>
    names.filter((name): name is string => name !== undefined);
  const still =
    rows.added + rows.removed > 0
      ? []
      : after.columns.map(({ name }) => name).filter(name => !cells[name]);
  const { columns } = await driftOfFiles(
    { from: { file: before.file }, to: { file: after.file } },
    { exclude: named([key, ...still]), categories: named([label, split]) },
  );
  const summary = summariseDrift(columns);
  const moved = summary.filter(({ verdict }) => verdict === 'moved');
  return [
    ...moved.sort((a, b) => b.effect.value - a.effect.value),
    ...summary.filter(({ verdict }) => verdict !== 'moved'),
  ];
}

function sampled(
  { key, cells }: TableDiff['changedRows'][number],
  { roles, mask }: DataSides,
): PlannedRow {
  return {
    key: mask.text(roles.key, key),
    cells: cells.map(({ column, from, to }) => ({
      column,
      from: mask.cell(column, from),
      to: mask.cell(column, to),
    })),
  };
}
