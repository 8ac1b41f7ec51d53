import { identifier, Table } from '@greenroom/dataset';
import { Annotations, collectAnnotations } from '@greenroom/label-quality';
import { readArray } from './readArray';
import { UsageError } from './UsageError';
import { withInput } from './withInput';

export type NamedAnnotations = {
  readonly annotations: Annotations;
  /** Of the annotators, in order. */
  readonly names: readonly string[];
  /** Set where labels are texts: indices point into it. */
  readonly classes?: readonly string[];
};

/** One column of a table, or of an array, an annotator; only cells with a label. */
type Cells = {
  readonly rows: number;
  readonly names: readonly string[];
  readonly row: number[];
  readonly annotator: number[];
  readonly label: (string | number)[];
};

/** DuckDB's types of numbers; delimited text has none. */
const NUMBER = /INT|DOUBLE|FLOAT|DECIMAL/;
/** Fewer are no choice. */
const LEAST_CLASSES = 2;

/**
 * Reads annotations: a column an annotator, a cell the index of a class or a
 * text, empty or -1 where the annotator gave none. `TABLE#A,B,C` names the
 * annotators' columns where the table has others; also a `.npy` of two dimensions.
 *
 * @param modelClasses - of the models, where there are any
 * @throws UsageError naming file, row and column of what cannot be used
 */
export async function readAnnotations(
  name: string,
  modelClasses?: number,
): Promise<NamedAnnotations> {
  const cells = name.endsWith('.npy')
    ? await cellsOfArray(name)
    : await cellsOfTable(name);
  if (cells.label.length === 0)
    throw new UsageError(`${name} has no labels: all of its cells are empty.`);
  const { label, classes } = indexLabels(name, cells);
  const given =
    classes?.length ?? label.reduce((max, v) => Math.max(max, v), 0) + 1;
  if (
    classes &&
    modelClasses !== undefined &&
    classes.length !== modelClasses
  ) {
    throw new UsageError(
      `${name} has ${classes.length} different labels (${classes
        .slice(0, 5)
        .join(
          ', ',
        )}…) and the probabilities ${modelClasses} columns, so texts cannot be matched with columns. Give indices of classes.`,
    );
  }
  return {
    annotations: collectAnnotations({
      rows: cells.rows,
      annotators: cells.names.length,
      classes: modelClasses ?? Math.max(given, LEAST_CLASSES),
      row: Int32Array.from(cells.row),
      annotator: Int32Array.from(cells.annotator),
      label,
    }),
    names: cells.names,
    classes,
  };
}

async function cellsOfArray(name: string): Promise<Cells> {
  const { values, shape } = await readArray(name);
  if (shape.length !== 2)
    throw new UsageError(
      `${name} has one dimension; annotations need a row an item and a column an annotator.`,
    );
  const [rows, annotators] = shape;
  const cells: Cells = {
    rows,
    names: Array.from({ length: annotators }, (_, a) => String(a)),
    row: [],
    annotator: [],
    label: [],
  };
  for (let i = 0; i < values.length; i++) {
    if (values[i] === -1 || Number.isNaN(values[i])) continue;
    cells.row.push(Math.floor(i / annotators));
    cells.annotator.push(i % annotators);
    cells.label.push(values[i]);
  }
  return cells;
}

async function cellsOfTable(name: string): Promise<Cells> {
  const hash = name.lastIndexOf('#');
  const file = hash < 0 ? name : name.slice(0, hash);
  return withInput(
    file,
    async table => {
      const wanted = hash < 0 ? undefined : name.slice(hash + 1).split(',');
      return unpivot(table, columnsOf(file, table, wanted));
    },
    { undeclared: 'text' },
  );
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
): Promise<Cells> {
  const type = columns.every(column => NUMBER.test(column.type))
    ? 'DOUBLE'
    : 'VARCHAR';
  const casts = columns.map(
    ({ name }, a) => `CAST(${identifier(name)} AS ${type}) AS "${a}"`,
  );
  const cells: Cells = {
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

/** Numbers stand for classes; where any label is another text, all are texts. */
function indexLabels(
  name: string,
  { row, annotator, names, label }: Cells,
): { label: Int32Array; classes?: readonly string[] } {
  const isText = label.some(
    value => typeof value === 'string' && Number.isNaN(Number(value)),
  );
  if (isText) {
    const classes = [...new Set(label.map(String))].sort();
    const index = new Map(classes.map((text, i) => [text, i]));
    return {
      label: Int32Array.from(label, value => index.get(String(value))!),
      classes,
    };
  }
  const numbers = label.map(Number);
  const bad = numbers.findIndex(value => !Number.isInteger(value) || value < 0);
  if (bad >= 0)
    throw new UsageError(
      `${name}, row ${row[bad]}, column ${names[annotator[bad]]}: ${
        label[bad]
      } is no class. Give indices from 0 (empty or -1 for none), or texts.`,
    );
  return { label: Int32Array.from(numbers) };
}
