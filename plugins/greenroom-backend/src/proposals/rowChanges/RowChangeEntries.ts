import { InputError, NotAllowedError } from '@backstage/errors';
import {
  type AddEntry,
  type CellEntry,
  entryKeyOf,
  type MoveEntry,
  type RestoreEntry,
  type RowChangeEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { newRowProblems, valueProblem } from '@greenroom/change';
import type { AssetStore } from '../../registry/AssetStore';
import type { CellTexts, RowCells } from '../../rows/RowCells';
import type { Changer } from '../auditedChange';
import { type ChangedTable, changedTable } from './changedTable';

/** Problems of new rows that a message tells. */
const TOLD_PROBLEMS = 5;

/** Changes of rows as the backend tells them: checked, and with what stands in the newest version. */
export class RowChangeEntries {
  constructor(
    private readonly rooms: { assets: AssetStore; cells: RowCells },
  ) {}

  /**
   * @throws InputError where a row cannot be changed so, naming row, column and remedy; then none is told
   * @throws NotAllowedError where a column is hidden from the caller
   */
  async told(
    assetId: string,
    entries: readonly RowChangeEntry[],
    { credentials }: Pick<Changer, 'credentials'>,
  ): Promise<RowChangeEntry[]> {
    if (entries.length === 0) return [];
    const place = await changedTable(this.rooms, assetId, credentials);
    const { cells } = this.rooms;
    const here = await cells.of(
      place.table,
      entries.map(({ row }) => row),
    );
    const there = new Map<string, Promise<ReadonlyMap<string, CellTexts>>>();
    const rowsIn = (versionId: string) => {
      const known = there.get(versionId);
      if (known) return known;
      const rows = entries.flatMap(entry =>
        entry.kind === 'restore' && entry.versionId === versionId
          ? [entry.row]
          : [],
      );
      const read = cells
        .table(versionId, credentials)
        .then(table => cells.of(table, rows));
      there.set(versionId, read);
      return read;
    };
    const added = entries.filter(entry => entry.kind === 'add');
    assertNew(added, place, new Set(here.keys()));
    const told: RowChangeEntry[] = [];
    for (const entry of entries) {
      if (entry.kind === 'restore') {
        await this.#assertVersion(entry, place);
        const before = (await rowsIn(entry.versionId)).get(entry.row);
        told.push(restoreTold(entry, place, before, here));
      } else told.push(tell(entry, place, here.get(entry.row)));
    }
    return told;
  }

  async #assertVersion(
    { versionId }: RestoreEntry,
    { asset }: ChangedTable,
  ): Promise<void> {
    const version = await this.rooms.assets.getVersion(versionId);
    if (version?.assetId !== asset.id)
      throw new InputError(`${asset.name} has no version ${versionId}.`);
  }
}

function tell(
  entry: CellEntry | AddEntry | MoveEntry,
  place: ChangedTable,
  row: CellTexts | undefined,
): RowChangeEntry {
  const { reason } = entry;
  switch (entry.kind) {
    case 'add': {
      const { kind, row: key, cells, split } = entry;
      const told = { kind, row: key, cells, split, reason };
      return { ...told, key: entryKeyOf(told) };
    }
    case 'cell':
      return cellTold(entry, place, present(entry.row, row));
    default:
      return moveTold(entry, place, present(entry.row, row));
  }
}

function present(key: string, row: CellTexts | undefined): CellTexts {
  if (row) return row;
  throw new InputError(
    `There is no row ${key} in the newest version. Look at it again.`,
  );
}

function cellTold(
  { row, column, to, reason }: CellEntry,
  { manifest, schema, table }: ChangedTable,
  cells: CellTexts,
): CellEntry {
  if (table.masked.includes(column))
    throw new NotAllowedError(
      `The column ${column} is personal data and hidden from you. Ask for the permission greenroom.personal.read.`,
    );
  const found = schema.columns.find(({ name }) => name === column);
  if (!found || !(column in cells))
    throw new InputError(
      `The rows of ${manifest.name} have no column ${column} that can be edited.`,
    );
  if (column === schema.key)
    throw new InputError(
      `${column} is the key of row ${row}. Exclude it and add another row instead.`,
    );
  if (column === schema.label)
    throw new InputError(
      `${column} is the label of row ${row}. Relabel it instead.`,
    );
  if (column === schema.split?.column)
    throw new InputError(
      `${column} is the split of row ${row}. Move it instead.`,
    );
  const from = cells[column];
  const written = to === '' && from === null ? null : to;
  if (written === from)
    throw new InputError(`${column} of row ${row} is that already.`);
  const problem =
    written === null || written === ''
      ? found.required && `${column} of row ${row} needs a value.`
      : valueProblem(written, found);
  if (problem) throw new InputError(`Row ${row}: ${problem}`);
  const told = {
    kind: 'cell',
    row,
    column,
    from,
    to: written,
    reason,
  } as const;
  return { ...told, key: entryKeyOf(told) };
}

function moveTold(
  { row, to, reason }: MoveEntry,
  { manifest, schema }: ChangedTable,
  cells: CellTexts,
): MoveEntry {
  const from = schema.split && cells[schema.split.column];
  if (!schema.split || typeof from !== 'string')
    throw new InputError(
      `The rows of ${manifest.name} have no split. Declare it in the manifest.`,
    );
  if (from === to)
    throw new InputError(`Row ${row} is in the split ${to} already.`);
  if (!schema.split.names.includes(to))
    throw new InputError(
      `There is no split ${to}. Choose one of ${schema.split.names.join(
        ', ',
      )}.`,
    );
  const told = { kind: 'move', row, from, to, reason } as const;
  return { ...told, key: entryKeyOf(told) };
}

function restoreTold(
  { row, versionId, reason }: RestoreEntry,
  { manifest, table }: ChangedTable,
  before: CellTexts | undefined,
  here: ReadonlyMap<string, unknown>,
): RestoreEntry {
  if (here.has(row))
    throw new InputError(
      `Row ${row} is in the newest version. Edit it there instead.`,
    );
  if (!before)
    throw new InputError(
      `There is no row ${row} in the version ${versionId}. Choose one that has it.`,
    );
  // The whole row comes back, and who asks has to see what that is.
  const [hidden] = table.masked;
  if (hidden !== undefined)
    throw new NotAllowedError(
      `The column ${hidden} is personal data and hidden from you, so rows cannot be restored. Ask for the permission greenroom.personal.read.`,
    );
  const label =
    manifest.label === undefined ? undefined : before[manifest.label];
  const told = {
    kind: 'restore',
    row,
    versionId,
    label: label ?? undefined,
    reason,
  } as const;
  return { ...told, key: entryKeyOf(told) };
}

/** @throws InputError telling the first problems */
function assertNew(
  added: readonly AddEntry[],
  { schema }: ChangedTable,
  taken: ReadonlySet<string>,
): void {
  const other = added.find(({ row, cells }) => cells[schema.key] !== row);
  if (other)
    throw new InputError(
      `The row ${other.row} has another ${schema.key} among its cells. Give it the same.`,
    );
  const problems = newRowProblems(added, schema, taken);
  if (problems.length === 0) return;
  const told = problems
    .slice(0, TOLD_PROBLEMS)
    .map(
      ({ row, column, message }) =>
        `row ${added[row - 1].row}${column ? `, ${column}` : ''}: ${message}`,
    );
  const more = problems.length - told.length;
  throw new InputError(
    `Nothing was added. ${told.join(' ')}${
      more > 0 ? ` And ${more} more.` : ''
    }`,
  );
}
