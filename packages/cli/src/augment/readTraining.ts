import type {
  Cell,
  TrainingColumn,
  TrainingRows,
} from '@greenroom/augmentation';
import { identifier, type Row, type Table } from '@greenroom/dataset';
import { meetsConditions } from '@greenroom/evaluation';
import type { Augmentation, LabelledDataset } from '@greenroom/manifest';
import { UsageError } from '../UsageError';

const NUMBERS = /INT|DOUBLE|FLOAT|DECIMAL/;
const WHOLE = /INT/;
const SCALAR =
  /^(VARCHAR|BOOLEAN|DATE|TIMESTAMP.*|.*INT|DOUBLE|FLOAT|DECIMAL.*)$/;
/** Longer texts, on average, are not categories. */
const CATEGORY_LENGTH = 40;
/** A category has rows enough to be seen again. */
const LEAST_ROWS_A_CATEGORY = 2;
/** Rows and their neighbours are held in memory. */
const MOST_ROWS = 1_000_000;

/** What an augmentation reads of a data set. */
export type Ground = {
  readonly rows: TrainingRows;
  /** Indices of the rows that meet the conditions. */
  readonly parents: readonly number[];
  /** Cells of rows of all other splits: no synthetic row may be near to one. */
  readonly heldOut: readonly (readonly Cell[])[];
  /** By a column, or by class. */
  readonly groupOf: (row: number) => string;
  /** Columns that synthetic rows leave empty: personal ones, pictures and lists. */
  readonly left: readonly string[];
};

/**
 * Rows of the training split in the order of their keys, so that the same seed
 * makes the same rows however the file is sorted.
 *
 * @throws UsageError where the split has no labelled rows, or too many
 */
export async function readTraining(
  table: Table,
  dataset: LabelledDataset,
  augmentation: Augmentation,
): Promise<Ground> {
  const { key, label, split } = dataset;
  const all = await orderedRows(table, dataset);
  const isTraining = (row: Row) =>
    String(row[split]) === augmentation.split && row[label] !== null;
  const training = all.filter(isTraining);
  if (training.length === 0)
    throw new UsageError(
      `No labelled row is in the split ${augmentation.split}. Name the split the model is trained on, as split of the augmentation ${augmentation.name}.`,
    );
  const { made, left } = columnsOf(table, dataset);
  const { where = {}, amount } = augmentation;
  const by =
    amount.type === 'balance' && amount.by !== 'class' ? amount.by : label;
  assertColumns(table, [by, ...Object.keys(where)]);
  return {
    rows: {
      keys: training.map(row => String(row[key])),
      labels: training.map(row => String(row[label])),
      columns: made.map(({ name, type }) => columnOf(name, type, training)),
    },
    parents: training.flatMap((row, i) =>
      meetsConditions(where, row) ? [i] : [],
    ),
    heldOut: all
      .filter(row => String(row[split]) !== augmentation.split)
      .map(row => made.map(({ name }) => cellOf(row[name]))),
    groupOf: row => String(training[row][by]),
    left,
  };
}

async function orderedRows(
  table: Table,
  { key }: LabelledDataset,
): Promise<Row[]> {
  if (table.rowCount > MOST_ROWS)
    throw new UsageError(
      `${table.file} has ${table.rowCount.toLocaleString(
        'en',
      )} rows; at most ${MOST_ROWS.toLocaleString(
        'en',
      )} are augmented at a time. Give a part of it.`,
    );
  return table.query(
    `SELECT * FROM t ORDER BY CAST(${identifier(key)} AS VARCHAR)`,
  );
}

/** Columns that are made anew, and those that cannot be or must not. */
function columnsOf(table: Table, dataset: LabelledDataset) {
  const roles = [dataset.key, dataset.label, dataset.split];
  const isPersonal = (name: string) =>
    dataset.columns?.some(each => each.name === name && each.personal);
  const others = table.columns.filter(({ name }) => !roles.includes(name));
  const made = others.filter(
    ({ name, type }) => SCALAR.test(type) && !isPersonal(name),
  );
  return {
    made,
    left: others.filter(each => !made.includes(each)).map(({ name }) => name),
  };
}

function columnOf(
  name: string,
  type: string,
  rows: readonly Row[],
): TrainingColumn {
  if (NUMBERS.test(type))
    return {
      type: 'number',
      name,
      isWhole: WHOLE.test(type),
      values: Float64Array.from(rows, row =>
        row[name] === null ? NaN : Number(row[name]),
      ),
    };
  const values = rows.map(row => {
    const cell = cellOf(row[name]);
    return cell === null ? null : String(cell);
  });
  const there = values.filter(value => value !== null);
  const letters = there.reduce((sum, value) => sum + value.length, 0);
  const isText =
    letters > CATEGORY_LENGTH * there.length ||
    new Set(there).size * LEAST_ROWS_A_CATEGORY > there.length;
  return { type: isText ? 'text' : 'category', name, values };
}

function cellOf(value: Row[string]): Cell {
  if (value === null || typeof value === 'number') return value;
  return value instanceof Date ? value.toISOString() : String(value);
}

function assertColumns(table: Table, names: readonly string[]): void {
  const missing = names.find(
    name => !table.columns.some(column => column.name === name),
  );
  if (missing !== undefined)
    throw new UsageError(
      `${
        table.file
      } has no column ${missing}, which the augmentation names. It has ${table.columns
        .map(({ name }) => name)
        .join(', ')}.`,
    );
}
