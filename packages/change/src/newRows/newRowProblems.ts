import type { Cells, CellValue } from '../Edit';
import { NUMBER } from '../rows/isSameValue';

/** What new rows of a data set have to be. */
export type NewRowSchema = {
  readonly key: string;
  readonly label?: string;
  /** Of the label, where it is one of some. */
  readonly classes?: readonly string[];
  /** Those that a row may have. */
  readonly columns: readonly NewRowColumn[];
  readonly split?: {
    /** The column; where splits are files, it is in none of them. */
    readonly column: string;
    readonly names: readonly string[];
    readonly by: 'files' | 'column';
  };
};

export type NewRowColumn = {
  readonly name: string;
  /** As a manifest has it; one that is not checked here takes any text. */
  readonly type?: string;
  readonly required?: boolean;
  /** What it holds is repeated in no message. */
  readonly personal?: boolean;
};

/** A row as somebody gives it. */
export type GivenRow = {
  readonly cells: Cells;
  /** Where splits are files. */
  readonly split?: string;
};

export type RowProblem = {
  /** Of the rows that were given, from 1. */
  readonly row: number;
  readonly column?: string;
  /** What is wrong, and what to do. */
  readonly message: string;
};

/** Names that a message lists. */
const LISTED = 10;

const EXPECTED: Readonly<
  Record<
    string,
    {
      readonly name: string;
      readonly example: string;
      is(value: string): boolean;
    }
  >
> = {
  integer: {
    name: 'whole number',
    example: '12',
    is: value => /^-?\d+$/.test(value),
  },
  number: {
    name: 'number',
    example: '12.5',
    is: value => NUMBER.test(value),
  },
  boolean: {
    name: 'logical value',
    example: 'true or false',
    is: value => /^(true|false)$/i.test(value),
  },
  date: {
    name: 'date',
    example: '2026-11-26',
    is: value => /^\d{4}-\d\d-\d\d$/.test(value) && isDate(value),
  },
  datetime: {
    name: 'date with a time',
    example: '2026-11-26T14:05:00Z',
    is: value => /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value) && isDate(value),
  },
};

/**
 * What keeps rows from being added to a data set.
 *
 * @param taken - keys that the data set has already
 */
export function newRowProblems(
  rows: readonly GivenRow[],
  schema: NewRowSchema,
  taken: ReadonlySet<string>,
): readonly RowProblem[] {
  const met = new Map<string, number>();
  return rows.flatMap(({ cells, split }, at): RowProblem[] => {
    const row = at + 1;
    const key = cells[schema.key] ?? '';
    const other = met.get(key);
    if (key !== '' && other === undefined) met.set(key, row);
    return [
      ...keyProblems(key, schema.key, taken, other),
      ...splitProblems({ cells, split }, schema),
      ...cellProblems(cells, schema),
    ].map(problem => ({ row, ...problem }));
  });
}

type Problem = Omit<RowProblem, 'row'>;

function keyProblems(
  key: string,
  column: string,
  taken: ReadonlySet<string>,
  other: number | undefined,
): Problem[] {
  if (key === '')
    return [
      { column, message: `It has no ${column}. Give it one of its own.` },
    ];
  if (taken.has(key))
    return [
      {
        column,
        message: `There is a row ${key} already. Edit that one, or give this one another ${column}.`,
      },
    ];
  return other === undefined
    ? []
    : [
        {
          column,
          message: `Row ${other} has the ${column} ${key} too. Give each row its own.`,
        },
      ];
}

function splitProblems(
  { cells, split }: GivenRow,
  { split: schema }: NewRowSchema,
): Problem[] {
  if (!schema) return [];
  const { column, names, by } = schema;
  const name = by === 'files' ? split : cells[column];
  if (name && (by === 'column' || names.includes(name))) return [];
  return [
    {
      column,
      message: name
        ? `There is no split ${name}. Choose one of ${listed(names)}.`
        : `It has no split. Choose one of ${listed(names)}.`,
    },
  ];
}

function cellProblems(cells: Cells, schema: NewRowSchema): Problem[] {
  const known = new Map(schema.columns.map(column => [column.name, column]));
  const unknown = Object.keys(cells).filter(name => !known.has(name));
  return [
    ...unknown.map(column => ({
      column,
      message: `There is no column ${column} that you may fill. Leave it out; there are ${listed(
        [...known.keys()],
      )}.`,
    })),
    ...schema.columns.flatMap(column => {
      const message = cellProblem(cells[column.name] ?? null, column, schema);
      return message === undefined ? [] : [{ column: column.name, message }];
    }),
  ];
}

function cellProblem(
  value: CellValue,
  column: NewRowColumn,
  { label, classes }: NewRowSchema,
): string | undefined {
  const { name, required } = column;
  if (value === null || value === '') {
    if (name === label) return `It has no ${name}. Give it its label.`;
    return required ? `It has no ${name}. Give it a value.` : undefined;
  }
  if (name === label && classes && !classes.includes(value))
    return `${value} is no class of this data set. Choose one of ${listed(
      classes,
    )}.`;
  return valueProblem(value, column);
}

/** Why a cell cannot hold a text; undefined where it can. */
export function valueProblem(
  value: string,
  { name, type, personal }: NewRowColumn,
): string | undefined {
  const expected = EXPECTED[type ?? ''];
  return expected && !expected.is(value)
    ? `${personal ? 'It' : value} is no ${
        expected.name
      }, which ${name} holds. Write it as ${expected.example}.`
    : undefined;
}

/** Day 31 of a month that has 30 is none. */
function isDate(value: string): boolean {
  const day = value.slice(0, 10);
  const read = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day);
}

function listed(names: readonly string[]): string {
  const more = names.length - LISTED;
  return `${names.slice(0, LISTED).join(', ')}${
    more > 0 ? ` and ${more} more` : ''
  }`;
}
