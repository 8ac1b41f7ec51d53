import type {
  augmentationRequestSchema,
  MadeRow,
} from '@greenroom/backstage-plugin-greenroom-common';
import { DROP_WORDS, type DropReason } from '@greenroom/augmentation';
import { identifier, type Row } from '@greenroom/dataset';
import type { z } from 'zod';
import type { AugmentationResult } from '../analysis/augmentation';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import { cellSql } from './cellSql';
import { hasKey, keyText } from './keySql';
import type { ResultFiles } from './ResultFiles';
import type { VisibleTable } from './RowAccess';
import { toCell } from './toCell';

type Asked = Pick<
  z.output<typeof augmentationRequestSchema>,
  'rows' | 'offset' | 'limit'
>;

/** Pages of rows that a recipe made, each beside the rows it was made of. */
export class MadeRowPages {
  constructor(
    private readonly rooms: {
      artifacts: Pick<ArtifactStore, 'pathOf'>;
      files: ResultFiles;
    },
  ) {}

  /** @param columns - those that the caller may see */
  async page(
    table: VisibleTable,
    { rowsArtifact }: AugmentationResult,
    columns: readonly string[],
    { rows, offset, limit }: Asked,
  ): Promise<MadeRow[]> {
    const { artifacts, files } = this.rooms;
    const showsPictures = table.picture !== undefined;
    const found = await files.query(
      { c: artifacts.pathOf(rowsArtifact) },
      `SELECT number, key, label, reason, parents, cells, width, height, marks${
        showsPictures ? ', thumbnail' : ''
      } FROM c WHERE reason IS ${
        rows === 'kept' ? '' : 'NOT '
      }NULL ORDER BY number LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(
        offset,
      )}`,
    );
    const keys = new Set(
      found.flatMap(row => JSON.parse(String(row.parents)) as string[]),
    );
    const parents = await this.#cellsOf(table, [...keys], columns);
    return found.map(row => madeRow(row, columns, parents));
  }

  /** Cells of rows that are there, by key. */
  async #cellsOf(
    table: VisibleTable,
    keys: readonly string[],
    columns: readonly string[],
  ): Promise<ReadonlyMap<string, MadeRow['cells']>> {
    if (keys.length === 0) return new Map();
    const values: (string | number)[] = [];
    const where = hasKey(table, keys, value => `$${values.push(value)}`);
    const selected = table.cells
      .filter(({ name }) => columns.includes(name))
      .map(({ name, sqlType }) => {
        const id = identifier(name);
        return `${cellSql(id, sqlType)} AS ${id}`;
      });
    const found = await this.rooms.files.query(
      { t: table.file },
      `SELECT ${[`${keyText(table)} AS k`, ...selected].join(
        ', ',
      )} FROM t WHERE ${where}`,
      values,
    );
    return new Map(
      found.map(({ k, ...row }) => [
        String(k),
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [name, toCell(value)]),
        ),
      ]),
    );
  }
}

function madeRow(
  row: Row,
  columns: readonly string[],
  parents: ReadonlyMap<string, MadeRow['cells']>,
): MadeRow {
  const cells = JSON.parse(String(row.cells)) as MadeRow['cells'];
  const keys = JSON.parse(String(row.parents)) as string[];
  return {
    number: Number(row.number),
    ...(row.key === null ? {} : { key: String(row.key) }),
    label: String(row.label),
    parents: keys,
    cells: Object.fromEntries(
      columns.map(column => [column, cells[column] ?? null]),
    ),
    parentCells: keys.map(key => parents.get(key) ?? {}),
    ...(row.reason === null
      ? {}
      : { reason: DROP_WORDS[row.reason as DropReason] }),
    ...(row.thumbnail ? { picture: String(row.thumbnail) } : {}),
    ...(row.width === null
      ? {}
      : { size: { width: Number(row.width), height: Number(row.height) } }),
    ...(row.marks === null
      ? {}
      : { marks: JSON.parse(String(row.marks)) as MadeRow['marks'] }),
  };
}
