import {
  identifier,
  PRINT_COLUMN,
  type Row,
  ROW_COLUMN,
  type Table,
} from '@greenroom/dataset';
import { DerivedCells, meetsConditions } from '@greenroom/evaluation';
import type { Augmentation, LabelledDataset } from '@greenroom/manifest';
import { isDetection } from '@greenroom/manifest/Manifest';
import type { Cell, TrainingColumn, TrainingRows } from '../TrainingRows';
import { isSyntheticKey } from './syntheticKey';

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

/** Facts of a picture file, which a changed one has of its own. */
const OF_FILES = [
  'width',
  'height',
  'format',
  'size_bytes',
  'sha256',
  'box_count',
];
/** Which recipe a row was made by, where the table says it; such rows are no parents. */
export const MADE_BY_COLUMN = 'augmented_by';

/** Of pictures with boxes alone the class is none. */
const BOXED = '';
const SLICE = 'slice';

/** What an augmentation reads of a data set. */
export type Ground = {
  readonly rows: TrainingRows;
  /** Indices of the rows that somebody measured and that meet the conditions. */
  readonly parents: readonly number[];
  /** Training rows that do not meet them. */
  readonly others: number;
  /** Keys of all rows of all splits. */
  readonly keys: ReadonlySet<string>;
  /** Keys of the rows of all other splits. */
  readonly heldOutKeys: readonly string[];
  /** Boxes of a row, as JSON; of pictures with boxes alone. */
  readonly boxesOf?: (row: number) => string;
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
 * @throws RangeError where the split has no labelled rows, or too many
 */
export async function readGround(
  table: Table,
  dataset: LabelledDataset,
  augmentation: Augmentation,
): Promise<Ground> {
  const { key, label, split } = dataset;
  const { where = {}, amount } = augmentation;
  const by =
    amount.type === 'balance' && amount.by !== 'class' && amount.by !== 'slice'
      ? amount.by
      : label;
  const derived = new DerivedCells([where], dataset.columns);
  assertColumns(table, [by, ...derived.columns]);
  const { made, left } = columnsOf(table, dataset);
  const all = await orderedRows(table, dataset, [
    ...made.map(({ name }) => name),
    by,
    ...derived.columns,
  ]);
  const isTraining = (row: Row) =>
    String(row[split]) === augmentation.split && row[label] !== null;
  const training = all.filter(isTraining);
  if (training.length === 0)
    throw new RangeError(
      `No labelled row is in the split ${augmentation.split}. Name the split the model is trained on, as split of the augmentation ${augmentation.name}.`,
    );
  const seen = await derived.of(training);
  const parents = seen.flatMap((row, i) =>
    isMeasured(training[i], key) && meetsConditions(where, row) ? [i] : [],
  );
  const hasBoxes = isDetection(dataset);
  const heldOut = all.filter(row => String(row[split]) !== augmentation.split);
  return {
    rows: {
      keys: training.map(row => String(row[key])),
      labels: training.map(row => (hasBoxes ? BOXED : String(row[label]))),
      columns: made.map(({ name, type }) => columnOf(name, type, training)),
    },
    parents,
    others: training.length - parents.length,
    keys: new Set(all.map(row => String(row[key]))),
    heldOutKeys: heldOut.map(row => String(row[key])),
    heldOut: heldOut.map(row => made.map(({ name }) => cellOf(row[name]))),
    groupOf:
      amount.type === 'balance' && amount.by === 'slice'
        ? () => SLICE
        : row => String(training[row][by]),
    ...(hasBoxes ? { boxesOf: row => String(training[row][label]) } : {}),
    left,
  };
}

function isMeasured(row: Row, key: string): boolean {
  return (
    (row[MADE_BY_COLUMN] ?? null) === null && !isSyntheticKey(String(row[key]))
  );
}

/** Cells of a row that are no pictures; boxes as JSON. */
async function orderedRows(
  table: Table,
  dataset: LabelledDataset,
  columns: readonly string[],
): Promise<Row[]> {
  const { key, label, split } = dataset;
  if (table.rowCount > MOST_ROWS)
    throw new RangeError(
      `${table.file} has ${table.rowCount.toLocaleString(
        'en',
      )} rows; at most ${MOST_ROWS.toLocaleString(
        'en',
      )} are augmented at a time. Give a part of it.`,
    );
  const boxes = isDetection(dataset) ? [label] : [];
  const names = new Set([key, label, split, ...columns]);
  if (table.columns.some(({ name }) => name === MADE_BY_COLUMN))
    names.add(MADE_BY_COLUMN);
  const selected = [...names].map(name =>
    boxes.includes(name)
      ? `CAST(to_json(${identifier(name)}) AS VARCHAR) AS ${identifier(name)}`
      : identifier(name),
  );
  return table.query(
    `SELECT ${selected.join(', ')} FROM t ORDER BY CAST(${identifier(
      key,
    )} AS VARCHAR)`,
  );
}

/** Columns that are made anew, and those that cannot be or must not. */
function columnsOf(table: Table, dataset: LabelledDataset) {
  const roles = [dataset.key, dataset.label, dataset.split, MADE_BY_COLUMN];
  const isOfFile = (name: string) =>
    dataset.table.format === 'images' || dataset.table.format === 'coco'
      ? OF_FILES.includes(name)
      : false;
  const isPersonal = (name: string) =>
    dataset.columns?.some(each => each.name === name && each.personal);
  const others = table.columns.filter(
    ({ name }) =>
      !roles.includes(name) &&
      !isOfFile(name) &&
      name !== ROW_COLUMN &&
      name !== PRINT_COLUMN,
  );
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
    throw new RangeError(
      `${
        table.file
      } has no column ${missing}, which the augmentation names. It has ${table.columns
        .map(({ name }) => name)
        .join(', ')}.`,
    );
}
