import { identifier, Table } from '@greenroom/dataset';
import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { AnnotationCells } from './AnnotationCells';
import { readWideText } from './readWideText';
import { UsageError } from './UsageError';
import { withInput } from './withInput';

/** DuckDB's types of numbers; delimited text has none. */
const NUMBER = /INT|DOUBLE|FLOAT|DECIMAL/;
/** From so many annotators on nearly all cells are empty. */
const WIDE_COLUMNS = 64;

/**
 * The cells of a table, of all columns or of those named behind a `#`.
 *
 * @throws UsageError where there is no such column
 */
export async function readAnnotationTable(
  name: string,
): Promise<AnnotationCells> {
  const hash = name.lastIndexOf('#');
  const file = hash < 0 ? name : name.slice(0, hash);
  const delimiter = hash < 0 ? await wideDelimiter(file) : undefined;
  if (delimiter) return readWideText(file, delimiter, file);
  return withInput(
    file,
    async table => {
      const wanted = hash < 0 ? undefined : name.slice(hash + 1).split(',');
      return unpivot(table, columnsOf(file, table, wanted));
    },
    { undeclared: 'text' },
  );
}

const DELIMITERS: Readonly<Record<string, string>> = {
  '.csv': ',',
  '.tsv': '\t',
};

/** The delimiter of delimited text on this machine that is wide by its header. */
async function wideDelimiter(file: string): Promise<string | undefined> {
  const delimiter = DELIMITERS[path.extname(file)];
  if (!delimiter || !existsSync(file)) return undefined;
  for await (const line of createInterface(createReadStream(file)))
    return line.split(delimiter).length >= WIDE_COLUMNS ? delimiter : undefined;
  return undefined;
}

function columnsOf(
  file: string,
  table: Table,
  wanted: readonly string[] | undefined,
): Table['columns'] {
  if (!wanted) return table.columns;
  return wanted.map(name => {
    const column = table.columns.find(each => each.name === name);
    if (column) return column;
    throw new UsageError(
      `${file} has no column ${name}. It has ${table.columns
        .map(each => each.name)
        .join(', ')}.`,
    );
  });
}

/** DuckDB drops the empty cells, which are nearly all of a large table. */
async function unpivot(
  table: Table,
  columns: Table['columns'],
): Promise<AnnotationCells> {
  const type = columns.every(column => NUMBER.test(column.type))
    ? 'DOUBLE'
    : 'VARCHAR';
  const casts = columns.map(
    ({ name }, a) => `CAST(${identifier(name)} AS ${type}) AS "${a}"`,
  );
  const cells: AnnotationCells = {
    rows: table.rowCount,
    names: columns.map(column => column.name),
    row: [],
    annotator: [],
    label: [],
  };
  const stream = table.streamColumns(
    `UNPIVOT (SELECT CAST(row_number() OVER () - 1 AS INTEGER) AS item, ${casts.join(
      ', ',
    )} FROM t) ON COLUMNS(* EXCLUDE item) INTO NAME annotator VALUE label`,
  );
  for await (const [item, annotator, label] of stream) {
    for (let i = 0; i < item.length; i++) {
      const value = label[i] as string | number;
      if (Number(value) === -1 || Number.isNaN(value)) continue;
      cells.row.push(Number(item[i]));
      cells.annotator.push(Number(annotator[i]));
      cells.label.push(value);
    }
  }
  return cells;
}
