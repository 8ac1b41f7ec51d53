import { type Cells, type CellValue, EditError } from '../Edit';
import type { Replacement } from '../Replacement';
import type { CsvDialect } from './CsvDialect';
import {
  type CsvField,
  type CsvRecord,
  csvRecords,
  needsQuotes,
  writeField,
} from './csvRecords';
import { cellsOf, type TextRow, type TextTable } from './TextTable';

/** What a row needs to know of its table. */
type CsvCells = {
  readonly placeOf: (column: string) => number | undefined;
  /** @throws EditError where there is no such column */
  readonly require: (column: string) => number;
  readonly meaning: (field: CsvField) => CellValue;
  readonly write: (
    column: string,
    field: CsvField,
    value: CellValue,
    written: string | undefined,
  ) => Replacement;
};

class CsvRow implements TextRow {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  #key: string | undefined;

  constructor(
    private readonly record: CsvRecord,
    private readonly cells: CsvCells,
    private readonly keyAt: number,
  ) {
    this.start = record.start;
    this.end = record.end;
    this.line = record.line;
  }

  get key(): string {
    return (this.#key ??=
      this.cells.meaning(this.record.fieldAt(this.keyAt)) ?? '');
  }

  valueOf(column: string): CellValue | undefined {
    const at = this.cells.placeOf(column);
    return at === undefined
      ? undefined
      : this.cells.meaning(this.record.fieldAt(at));
  }

  writtenOf(column: string): string | undefined {
    const at = this.cells.placeOf(column);
    return at === undefined ? undefined : this.record.writtenAt(at);
  }

  holds(column: string, value: CellValue): boolean {
    const field = this.record.fieldAt(this.cells.require(column));
    return (this.cells.meaning(field) ?? '') === (value ?? '');
  }

  write(column: string, value: CellValue, written?: string): Replacement {
    const field = this.record.fieldAt(this.cells.require(column));
    return this.cells.write(column, field, value, written);
  }
}

/** Delimited text in a dialect of its own. */
export class CsvTable implements TextTable {
  readonly start: number;
  readonly #names: readonly string[];
  readonly #at: ReadonlyMap<string, number>;
  readonly #keyAt: number;
  readonly #cells: CsvCells;
  #styles: readonly ('quoted' | 'plain')[] | undefined;

  /** @throws EditError where the header cannot be read, or no column is the key */
  constructor(
    readonly text: string,
    private readonly path: string,
    private readonly options: {
      readonly key: string;
      readonly dialect: CsvDialect;
    },
  ) {
    const { dialect } = options;
    const [first] = this.#records();
    const header = dialect.header ? first : undefined;
    this.start = header ? header.end : dialect.begin.at;
    this.#names = dialect.names;
    this.#at = new Map(this.#names.map((name, at) => [name, at]));
    this.#keyAt = this.#place(options.key);
    this.#cells = {
      placeOf: column => this.#at.get(column),
      require: column => this.#place(column),
      meaning: field => this.#meaning(field),
      write: (...cell) => this.#write(...cell),
    };
  }

  *rows(): Generator<TextRow> {
    const { path, options } = this;
    const records = this.#records();
    if (options.dialect.header) records.next();
    for (const record of records) {
      const { width, line } = record;
      this.#assertNoComment(record);
      if (width !== this.#names.length)
        throw new EditError(
          `${path}:${line} has ${width} cells; there are ${
            this.#names.length
          } columns. Correct the row.`,
          path,
          line,
        );
      yield this.#row(record);
    }
  }

  writeRow(cells: Cells): string {
    for (const name of Object.keys(cells)) this.#place(name);
    const styles = (this.#styles ??= this.#readStyles());
    return this.#names
      .map((name, at) => {
        const value = cells[name] ?? null;
        return value === null ? '' : this.#written(name, value, styles[at]);
      })
      .join(this.options.dialect.marks.delimiter);
  }

  readRow(text: string): TextRow | undefined {
    try {
      const [record, more] = this.#read(text);
      return record && !more && record.width === this.#names.length
        ? this.#row(record)
        : undefined;
    } catch {
      return undefined;
    }
  }

  columnsOf(): readonly string[] {
    return this.#names;
  }

  cellsOf(row: TextRow): Cells {
    return cellsOf(row, this.#names);
  }

  #row(record: CsvRecord): TextRow {
    return new CsvRow(record, this.#cells, this.#keyAt);
  }

  #write(
    column: string,
    { start, end, quoted }: CsvField,
    value: CellValue,
    written: string | undefined,
  ): Replacement {
    const isMeant = written !== undefined && this.#means(written, value ?? '');
    return {
      start,
      end,
      written: isMeant
        ? written
        : this.#written(column, value, quoted ? 'quoted' : 'plain'),
    };
  }

  /** Whether a text is one cell that has this value. */
  #means(written: string, value: string): boolean {
    if (written === '') return value === '';
    const [record] = this.#read(written);
    const [field, more] = record?.fields ?? [];
    return (
      field?.end === written.length &&
      !more &&
      (this.#meaning(field) ?? '') === value
    );
  }

  /** @throws EditError where no text of a cell means that; it may be personal, so it is not repeated */
  #written(
    column: string,
    value: CellValue,
    style: 'quoted' | 'plain',
  ): string {
    const { textOf, marks } = this.options.dialect;
    const text = textOf(value);
    const written =
      text === undefined ? undefined : writeField(text, marks, style);
    if (written !== undefined) return written;
    throw new EditError(
      `${this.path}: what ${column} is to hold cannot stand there: ${
        text === undefined
          ? 'by the dialect of the file it would be read as something else'
          : 'the file quotes no cells, and it holds what divides them'
      }. Choose another value, or another dialect.`,
      this.path,
    );
  }

  /** An empty cell is no value. */
  #meaning({ value }: CsvField): CellValue {
    return this.options.dialect.meaningOf(value);
  }

  #records(at = this.options.dialect.begin): Generator<CsvRecord> {
    return csvRecords(this.text, this.path, this.options.dialect.marks, at);
  }

  #read(text: string): Generator<CsvRecord> {
    const { marks } = this.options.dialect;
    return csvRecords(text, this.path, marks, { at: 0, line: 1 });
  }

  /** A comment behind cells is read by some programs, and is a part of the last cell for others. */
  #assertNoComment(record: CsvRecord): void {
    const { comment } = this.options.dialect.marks;
    if (comment === '') return;
    const { fields, line } = record;
    const isIn = fields.some(
      ({ value, quoted }) => !quoted && value.includes(comment),
    );
    if (isIn)
      throw new EditError(
        `${this.path}:${line} has ${comment} within the row, where it may begin a comment. Put the cell into quotes, or the comment on a line of its own.`,
        this.path,
        line,
      );
  }

  /** Of each column: whether the last of its cells that could do without quotes has some. */
  #readStyles(): readonly ('quoted' | 'plain')[] {
    const { marks } = this.options.dialect;
    const styles = this.#names.map(() => 'plain' as 'quoted' | 'plain');
    const records = this.#records({ at: this.start, line: 1 });
    for (const { fields } of records)
      fields.forEach(({ value, quoted }, at) => {
        if (value !== '' && !needsQuotes(value, marks))
          styles[at] = quoted ? 'quoted' : 'plain';
      });
    return styles;
  }

  #place(name: string): number {
    const at = this.#at.get(name);
    if (at === undefined)
      throw new EditError(
        `${this.path} has no column ${name}. It has ${this.#names.join(', ')}.`,
        this.path,
        1,
      );
    return at;
  }
}
