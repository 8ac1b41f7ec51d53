import {
  identifier,
  literal,
  openTable,
  ROW_COLUMN,
  type Table,
} from '@greenroom/dataset';
import {
  encodeFeature,
  type FeaturePlan,
  planCategories,
  planNumbers,
  TextColumnBuilder,
  type ColumnValues,
} from '@greenroom/error-analysis';
import type { SliceFeature } from '@greenroom/evaluation';
import type { DerivedSliceFeature } from '../derived/DerivedInput';
import type { ErrorColumn, ErrorRows } from './ErrorRows';

/** A run and the table it ran on: our own artifacts. */
export type ErrorRowsInput = {
  readonly table: string;
  readonly predictions: string;
  readonly key: string;
  readonly classes: readonly string[];
  readonly features: readonly SliceFeature[];
  /** What was read off texts and pictures, by the numbers of the table's rows. */
  readonly derived?: {
    readonly file: string;
    readonly features: readonly DerivedSliceFeature[];
    readonly remark?: string;
  };
};

/** What tells the rows of another run apart as it does those of this one: not by the clusters of other data. */
export function likeOf<Input extends ErrorRowsInput>(
  run: ErrorRowsInput,
  other: Input,
): Input {
  const { derived } = other;
  if (!derived || derived.file === run.derived?.file) return other;
  const features = derived.features.filter(({ isOfVersion }) => !isOfVersion);
  return { ...other, derived: { ...derived, features } };
}

/** How features of these names become codes. */
type Plans = ReadonlyMap<string, FeaturePlan>;

/** Probabilities below are taken for this one: a loss stays finite (as log loss has it). */
const LEAST_PROBABILITY = 2 ** -52;

/**
 * @param plans - how features of these names become codes, as another run had
 *   them; made of these rows where there is none
 */
export async function readErrorRows(
  input: ErrorRowsInput,
  plans: Plans = new Map(),
): Promise<ErrorRows> {
  const { table: file, predictions, key, classes } = input;
  const table = await openTable({ path: file, format: 'parquet' });
  try {
    const said = await readSaid(table, predictions, classes);
    const from = `FROM ${parquet(predictions)} p LEFT JOIN ${keyed(
      key,
    )} d ON p.key = d."greenroom key" ${derivedJoin(input)} ORDER BY p.key`;
    return {
      ...said,
      classes,
      columns: await readColumns(table, from, input, said.keys.length, plans),
      derivedRemark: input.derived?.remark,
    };
  } finally {
    table.close();
  }
}

/** Rows that nothing was predicted of: of which classes they are, and what tells them apart. */
export async function readLabelledRows(
  input: Omit<ErrorRowsInput, 'predictions'> & {
    readonly label: string;
    /** Only rows of this split. */
    readonly split: { readonly column: string; readonly value: string };
  },
  plans: Plans,
): Promise<ErrorRows> {
  const { table: file, key, label, split, classes } = input;
  const table = await openTable({ path: file, format: 'parquet' });
  try {
    const from = `FROM ${keyed(key)} d ${derivedJoin(
      input,
    )} WHERE CAST(d.${identifier(split.column)} AS VARCHAR) = ${literal(
      split.value,
    )} ORDER BY d."greenroom key"`;
    const places = new Map(classes.map((name, place) => [name, place]));
    const keys: string[] = [];
    const given: number[] = [];
    for await (const [own, labels] of table.streamColumns(
      `SELECT d."greenroom key", CAST(d.${identifier(
        label,
      )} AS VARCHAR) ${from}`,
    ))
      own.forEach((each, i) => {
        keys.push(each as string);
        given.push(places.get(labels[i] as string) ?? -1);
      });
    return {
      keys,
      classes,
      given: Int32Array.from(given),
      predicted: new Int32Array(keys.length).fill(-1),
      wrong: new Float64Array(keys.length),
      columns: await readColumns(table, from, input, keys.length, plans),
    };
  } finally {
    table.close();
  }
}

async function readSaid(
  table: Table,
  predictions: string,
  classes: readonly string[],
): Promise<Omit<ErrorRows, 'classes' | 'columns'>> {
  const places = new Map(classes.map((name, place) => [name, place]));
  const keys: string[] = [];
  const given: number[] = [];
  const predicted: number[] = [];
  const loss: number[] = [];
  for await (const [key, theirs, said, p] of table.streamColumns(
    `SELECT key, given, predicted, p[list_position(${list(
      classes,
    )}, given)] FROM ${parquet(predictions)} ORDER BY key`,
  ))
    key.forEach((_, i) => {
      keys.push(key[i] as string);
      given.push(places.get(theirs[i] as string) ?? -1);
      predicted.push(places.get(said[i] as string) ?? -1);
      if (p[i] !== null)
        loss.push(-Math.log(Math.max(p[i] as number, LEAST_PROBABILITY)));
    });
  return {
    keys,
    given: Int32Array.from(given),
    predicted: Int32Array.from(predicted),
    wrong: Float64Array.from(given, (place, i) =>
      place === predicted[i] ? 0 : 1,
    ),
    ...(loss.length === keys.length && keys.length > 0
      ? { loss: Float64Array.from(loss) }
      : {}),
  };
}

async function readColumns(
  table: Table,
  from: string,
  { features: declared, derived }: Pick<ErrorRowsInput, 'features' | 'derived'>,
  rows: number,
  plans: Plans,
): Promise<ErrorColumn[]> {
  const features: readonly Read[] = [
    ...declared.map(feature => ({ ...feature, side: 'd' as const })),
    ...(derived?.features ?? []).map(feature => ({
      ...feature,
      side: 'x' as const,
    })),
  ];
  if (features.length === 0) return [];
  const sinks = features.map(feature => sinkOf(feature, rows));
  for await (const columns of table.streamColumns(
    `SELECT ${sinks.map(({ sql }) => sql).join(', ')} ${from}`,
  ))
    columns.forEach((values, f) => values.forEach(sinks[f].add));
  return sinks.map(({ finish }, f): ErrorColumn => {
    const { name, unit, derivedFrom } = features[f];
    const values = finish();
    const plan = plans.get(name) ?? planOf(values);
    return {
      name,
      unit,
      derivedFrom,
      values,
      plan,
      codes: encodeFeature(plan, values),
    };
  });
}

/** A feature of the table (d), or of what was read off its texts and pictures (x). */
type Read = SliceFeature & {
  readonly side: 'd' | 'x';
  readonly derivedFrom?: string;
};

function sinkOf({ name, isNumber, side }: Read, rows: number) {
  const id = `${side}.${identifier(name)}`;
  if (!isNumber) {
    const texts = new TextColumnBuilder(rows);
    return {
      sql: `CAST(${id} AS VARCHAR)`,
      add: (value: unknown) => texts.add(value as string | null),
      finish: (): ColumnValues => texts.finish(),
    };
  }
  const numbers = new Float64Array(rows);
  let at = 0;
  return {
    sql: `TRY_CAST(${id} AS DOUBLE)`,
    add: (value: unknown) => {
      numbers[at++] = value === null ? NaN : (value as number);
    },
    finish: (): ColumnValues => numbers,
  };
}

function planOf(values: ColumnValues): FeaturePlan {
  return values instanceof Float64Array
    ? planNumbers(values)
    : planCategories(values);
}

function derivedJoin({ derived }: Pick<ErrorRowsInput, 'derived'>): string {
  if (!derived) return '';
  const row = identifier(ROW_COLUMN);
  return `LEFT JOIN ${parquet(derived.file)} x ON x.${row} = d.${row}`;
}

function keyed(key: string): string {
  return `(SELECT CAST(${identifier(
    key,
  )} AS VARCHAR) AS "greenroom key", * FROM t)`;
}

function list(values: readonly string[]): string {
  return `[${values.map(literal).join(', ')}]`;
}

function parquet(file: string): string {
  return `read_parquet(${literal(file)})`;
}
