import { type Cells, type CellValue, EditError } from '../Edit';
import type { TextRow, TextTable } from '../rows/TextTable';
import { cellsOf } from '../rows/TextTable';
import { cellsOfChunk, type Leaf, type Physical } from './Chunk';
import { type CellText, cellTextOf } from './cellText';
import type { ParquetFile } from './ParquetFile';

type Column = {
  readonly leaf: number;
  readonly text: CellText;
  readonly values: readonly (Physical | null)[];
};

/**
 * Some rows of a row group, told as rows of a text are: what is written to them
 * is gathered in `written`, by column and row. A row stands where its number is.
 */
export class ParquetGroup implements TextTable {
  readonly text = '';
  readonly start = 0;
  readonly written = new Map<number, Map<number, Physical | null>>();

  private constructor(
    private readonly file: ParquetFile,
    private readonly keys: ReadonlyMap<number, string>,
    private readonly columns: ReadonlyMap<string, Column>,
  ) {}

  /**
   * @param wanted - by key: the columns that are needed of its row
   * @returns undefined where the row group has none of these rows
   */
  static async read(
    file: ParquetFile,
    group: number,
    key: string,
    wanted: ReadonlyMap<string, readonly string[] | 'all'>,
  ): Promise<ParquetGroup | undefined> {
    const own = await columnOf(file, group, key);
    if (!own)
      throw new EditError(
        `${file.path} has no column ${key} that could be read as the key of its rows. Correct the manifest.`,
        file.path,
      );
    const keys = new Map<number, string>();
    own.values.forEach((value, row) => {
      const text = value === null ? null : own.text.textOf(value);
      if (text !== null && wanted.has(text)) keys.set(row, text);
    });
    if (keys.size === 0) return undefined;
    const names = new Set(
      [...keys.values()].flatMap(text => {
        const columns = wanted.get(text)!;
        return columns === 'all' ? flatNames(file) : columns;
      }),
    );
    const columns = new Map<string, Column>();
    for (const name of names) {
      const column = name === key ? own : await columnOf(file, group, name);
      if (column) columns.set(name, column);
    }
    return new ParquetGroup(file, keys, columns);
  }

  *rows(): Generator<TextRow> {
    for (const [row, key] of this.keys) yield this.#row(row, key);
  }

  columnsOf(): readonly string[] {
    return [...this.columns.keys()];
  }

  cellsOf(row: TextRow): Cells {
    return cellsOf(row, this.columnsOf());
  }

  writeRow(): string {
    return '';
  }

  readRow(): undefined {
    return undefined;
  }

  #row(row: number, key: string): TextRow {
    const valueOf = (name: string): CellValue | undefined => {
      const column = this.columns.get(name);
      if (!column) return undefined;
      const value = column.values[row];
      return value === null ? null : column.text.textOf(value);
    };
    return {
      key,
      start: row,
      end: row + 1,
      line: row + 1,
      valueOf,
      writtenOf: () => undefined,
      holds: (name, value) => valueOf(name) === value,
      write: (name, value) => {
        this.#write(row, key, name, value);
        return { start: row, end: row, written: '' };
      },
    };
  }

  #write(row: number, key: string, name: string, value: CellValue): void {
    const column = this.columns.get(name);
    if (!column)
      throw new EditError(
        `${this.file.path} has no column ${name} whose cells are single values, so the row ${key} cannot be changed there. Correct the name.`,
        this.file.path,
      );
    const leaf = this.file.leaves[column.leaf];
    const rows = this.written.get(column.leaf) ?? new Map();
    rows.set(row, storedOf(this.file.path, leaf, column.text, key, value));
    this.written.set(column.leaf, rows);
  }
}

/**
 * A text as a column stores it.
 *
 * @throws EditError where the column cannot hold it, naming row and column
 */
export function storedOf(
  path: string,
  leaf: Leaf,
  text: CellText,
  key: string,
  value: CellValue,
): Physical | null {
  if (value === null && leaf.maxDefinition > 0) return null;
  const stored = value === null ? undefined : text.valueOf(value);
  if (stored !== undefined) return stored;
  throw new EditError(
    `The column ${leaf.name} of ${path} is ${typeName(leaf)}${
      leaf.maxDefinition > 0 ? '' : ' and must hold a value'
    }, so it cannot hold ${JSON.stringify(value)} in the row ${key}.`,
    path,
  );
}

/** Columns of the table that are not nested. */
export function flatNames(file: ParquetFile): readonly string[] {
  return file.leaves.flatMap(({ name }) =>
    file.flatLeaf(name) === undefined ? [] : [name],
  );
}

async function columnOf(
  file: ParquetFile,
  group: number,
  name: string,
): Promise<Column | undefined> {
  const leaf = file.flatLeaf(name);
  const text =
    leaf === undefined ? undefined : cellTextOf(file.leaves[leaf].element);
  if (leaf === undefined || !text) return undefined;
  const values = cellsOfChunk(await file.chunk(group, leaf), file.leaves[leaf]);
  return { leaf, text, values };
}

function typeName({ element }: Leaf): string {
  const { type, logical_type: logical, converted_type: converted } = element;
  return logical?.type ?? converted ?? type ?? 'nested';
}
