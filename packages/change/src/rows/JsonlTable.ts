import { type Node, parseTree } from 'jsonc-parser';
import { type Cells, type CellValue, EditError } from '../Edit';
import type { Replacement } from '../Replacement';
import { type JsonKind, kindOf, textOfNode, writeJson } from './jsonValue';
import { textStart } from './lineEnds';
import { objectSpacing } from './objectSpacing';
import { cellsOf, type TextRow, type TextTable } from './TextTable';

type Fields = ReadonlyMap<
  string,
  { readonly pair: Node; readonly value: Node }
>;

/** JSON Lines: an object a line. */
export class JsonlTable implements TextTable {
  readonly start: number;
  #style: Style | undefined;

  constructor(
    readonly text: string,
    private readonly path: string,
    private readonly options: { readonly key: string },
  ) {
    this.start = textStart(text);
  }

  *rows(): Generator<TextRow> {
    const { text } = this;
    let { start } = this;
    for (let line = 1; start < text.length; line++) {
      const newline = text.indexOf('\n', start);
      const end = newline < 0 ? text.length : newline + 1;
      const json = text.slice(start, end);
      if (json.trim() !== '') yield this.#row(json, start, line);
      start = end;
    }
  }

  writeRow(cells: Cells): string {
    const style = (this.#style ??= this.#readStyle());
    const { spacing, names, kinds } = style;
    const all = [
      ...names,
      ...Object.keys(cells).filter(name => !names.includes(name)),
    ];
    return `{${spacing.lead}${all
      .map(name => {
        const value = writeJson(cells[name] ?? null, kinds.get(name));
        return `${JSON.stringify(name)}${spacing.colon}${value}`;
      })
      .join(spacing.between)}${spacing.tail}}`;
  }

  readRow(text: string): TextRow | undefined {
    try {
      return /[\r\n]./.test(text) ? undefined : this.#row(text, 0, 1);
    } catch {
      return undefined;
    }
  }

  columnsOf({ start, end }: TextRow): readonly string[] {
    return [...fieldsOf(this.text.slice(start, end)).keys()];
  }

  cellsOf(row: TextRow): Cells {
    return cellsOf(row, this.columnsOf(row));
  }

  #row(json: string, start: number, line: number): TextRow {
    const { path, options } = this;
    const row = parseLine(json, path, line);
    if (!(options.key in row))
      throw new EditError(
        `${path}:${line} has no ${options.key}. Add it.`,
        path,
        line,
      );
    // Where its values stand is looked up for rows that change only.
    let known: Fields | undefined;
    const fields = () => (known ??= fieldsOf(json));
    const valueOf = (column: string) => {
      const field = fields().get(column);
      return field && textOfNode(json, field.value);
    };
    return {
      key: String(row[options.key]),
      start,
      end: start + json.length,
      line,
      valueOf,
      writtenOf: column => {
        const field = fields().get(column);
        return field && writtenAt(json, field.value);
      },
      holds: (column, value) => (valueOf(column) ?? null) === value,
      write: (column, value, written) => {
        const found = fields().get(column);
        const place = { json, start, name: column };
        if (!found)
          return addField(place, this.#newField(value, column), fields());
        if (written === '' && value === null)
          return removeField(place, found.pair);
        const { offset, length } = found.value;
        const isMeant = written !== undefined && means(written, value);
        return {
          start: start + offset,
          end: start + offset + length,
          written: isMeant
            ? written
            : this.#written(value, kindOf(found.value), column, line),
        };
      },
    };
  }

  #written(
    value: CellValue,
    kind: JsonKind | undefined,
    column: string,
    line: number,
  ): string {
    const written = writeJson(value, kind ?? this.#kindOf(column));
    if (kind === 'nested' && value !== null && !/^[[{]/.test(written))
      throw new EditError(
        `${this.path}:${line}: ${column} holds a list or an object. Give JSON of the same.`,
        this.path,
        line,
      );
    return written;
  }

  #newField(value: CellValue, column: string): string {
    return writeJson(value, this.#kindOf(column));
  }

  #kindOf(column: string): JsonKind | undefined {
    return (this.#style ??= this.#readStyle()).kinds.get(column);
  }

  /** Order and spacing of the last row; of each field the kind of value that it held last. */
  #readStyle(): Style {
    const kinds = new Map<string, JsonKind>();
    let last = '';
    for (const { start, end } of this.rows()) {
      last = this.text.slice(start, end);
      for (const [name, { value }] of fieldsOf(last)) {
        const kind = kindOf(value);
        if (kind) kinds.set(name, kind);
      }
    }
    return {
      kinds,
      names: [...fieldsOf(last).keys()],
      spacing: objectSpacing(last.trim()),
    };
  }
}

type Style = {
  readonly kinds: ReadonlyMap<string, JsonKind>;
  readonly names: readonly string[];
  readonly spacing: ReturnType<typeof objectSpacing>;
};

function writtenAt(json: string, { offset, length }: Node): string {
  return json.slice(offset, offset + length);
}

type Place = {
  readonly json: string;
  readonly start: number;
  readonly name: string;
};

function parseLine(
  json: string,
  path: string,
  line: number,
): Record<string, unknown> {
  try {
    const row: unknown = JSON.parse(json);
    if (typeof row === 'object' && row !== null && !Array.isArray(row))
      return row as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new EditError(
    `${path}:${line} is not a JSON object. Write one object a line.`,
    path,
    line,
  );
}

/** Of a field that stands twice the last, as JSON readers have it. */
function fieldsOf(json: string): Fields {
  const pairs = parseTree(json)?.children ?? [];
  return new Map(
    pairs.flatMap(pair => {
      const [name, value] = pair.children ?? [];
      return value ? [[String(name.value), { pair, value }] as const] : [];
    }),
  );
}

/** Behind the last field. */
function addField(
  { json, start, name }: Place,
  value: string,
  fields: Fields,
): Replacement {
  const spacing = objectSpacing(json.trim());
  const last = [...fields.values()].at(-1)!.pair;
  const at = start + last.offset + last.length;
  return {
    start: at,
    end: at,
    written: `${spacing.between}${JSON.stringify(name)}${
      spacing.colon
    }${value}`,
  };
}

/** With the comma that parts it from its neighbour. */
function removeField({ json, start }: Place, pair: Node): Replacement {
  const pairs = parseTree(json)?.children ?? [];
  const at = pairs.findIndex(({ offset }) => offset === pair.offset);
  const endOf = ({ offset, length }: Node) => offset + length;
  const [from, to] =
    at > 0
      ? [endOf(pairs[at - 1]), endOf(pair)]
      : [pair.offset, pairs[1]?.offset ?? endOf(pair)];
  return { start: start + from, end: start + to, written: '' };
}

/** Whether a text is JSON of this value. */
function means(written: string, value: CellValue): boolean {
  const node = parseTree(written);
  try {
    JSON.parse(written);
  } catch {
    return false;
  }
  return node !== undefined && textOfNode(written, node) === value;
}
