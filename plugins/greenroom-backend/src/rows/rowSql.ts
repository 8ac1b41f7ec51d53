import { InputError } from '@backstage/errors';
import { identifier } from '@greenroom/dataset';
import type {
  RowFilter,
  RowSort,
} from '@greenroom/backstage-plugin-greenroom-common';
import { isComparable, textSql } from './cellSql';
import { isNumberType } from './columnTypes';
import { Bind, hasKey, keyText, ROW_NUMBER } from './keySql';
import type { VisibleColumn, VisibleTable } from './RowAccess';

/** The rows of a filter in an order, as SQL over the table `t` and, where asked about, predictions `p`. */
export type RowSql = {
  /** From FROM to the end of WHERE. */
  readonly from: string;
  readonly order: string;
  readonly values: readonly (string | number)[];
  /** Columns that have to be read from end to end. */
  readonly scanned: number;
  /** All rows in the order of the file, or some of them or in another order. */
  readonly extent: 'whole' | 'part';
};

/**
 * What a person typed is bound, never written into the SQL, and only columns
 * the person may see can be filtered, searched or ordered by.
 *
 * @throws InputError for a column that is not there, not to be seen, or that cannot be compared
 */
export function rowSql(
  table: Pick<VisibleTable, 'cells' | 'key'>,
  question: { readonly filter?: RowFilter; readonly sort?: RowSort },
  predictions: 'with predictions' | 'without predictions',
): RowSql {
  const { filter = {}, sort } = question;
  const values: (string | number)[] = [];
  const bind: Bind = value => `$${values.push(value)}`;
  const conditions = [
    ...columnConditions(table, filter, bind),
    ...predictionConditions(filter, predictions, bind),
  ];
  const where = ['true', ...conditions.map(({ sql }) => sql)];
  if (filter.keys) where.unshift(hasKey(table, filter.keys, bind));
  const joined =
    predictions === 'with predictions'
      ? `JOIN p ON p.key = ${keyText(table)}`
      : '';
  const from = `FROM t ${joined} WHERE ${where.join(' AND ')}`;
  const ordered = sort && comparableColumn(table, sort.column, 'sort');
  const order = ordered
    ? `${identifier(ordered.name)} ${
        sort.direction === 'ascending' ? 'ASC' : 'DESC'
      } NULLS LAST, `
    : '';
  const scanned =
    conditions.reduce((sum, { columns }) => sum + columns, 0) +
    (ordered ? 1 : 0) +
    (joined ? 2 : 0);
  return {
    from,
    order: `ORDER BY ${order}${ROW_NUMBER}`,
    values,
    // Rows found by their names are few, whatever else is asked of them.
    scanned: filter.keys && !joined ? 0 : scanned,
    extent: where.length === 1 && !ordered && !joined ? 'whole' : 'part',
  };
}

/** Selects the numbers of the rows as `row`, in order. */
export function numbersSql({ from, order }: RowSql): string {
  return `SELECT ${ROW_NUMBER} AS "row" ${from} ${order}`;
}

export function countSql({ from }: RowSql): string {
  return `SELECT count(*) AS n ${from}`;
}

type Condition = { readonly sql: string; readonly columns: number };

function columnConditions(
  table: Pick<VisibleTable, 'cells'>,
  filter: RowFilter,
  bind: Bind,
): Condition[] {
  const conditions: Condition[] = [];
  for (const [name, value] of Object.entries(filter.equals ?? {})) {
    const { sqlType } = comparableColumn(table, name, 'filter');
    const text = textSql(identifier(name), sqlType);
    conditions.push({
      sql:
        value === ''
          ? `coalesce(${text}, '') = ''`
          : `${text} = ${bind(value)}`,
      columns: 1,
    });
  }
  for (const [name, range] of Object.entries(filter.ranges ?? {}))
    conditions.push({
      sql: rangeSql(comparableColumn(table, name, 'filter'), range, bind),
      columns: 1,
    });
  const searched = table.cells.filter(({ sqlType }) => isComparable(sqlType));
  if (filter.search && searched.length > 0) {
    const needle = bind(filter.search.toLowerCase());
    const found = searched.map(
      ({ name, sqlType }) =>
        `contains(lower(${textSql(identifier(name), sqlType)}), ${needle})`,
    );
    conditions.push({
      sql: `(${found.join(' OR ')})`,
      columns: searched.length,
    });
  }
  return conditions;
}

type Range = NonNullable<RowFilter['ranges']>[string];

function rangeSql(
  { name, sqlType }: VisibleColumn,
  { min, max, closed }: Range,
  bind: Bind,
): string {
  if (!isNumberType(sqlType))
    throw new InputError(
      `${name} holds no numbers, so it has no ranges. Filter by a value instead.`,
    );
  const id = identifier(name);
  const sides = [
    ...(min === undefined ? [] : [`${id} >= ${bind(min)}`]),
    ...(max === undefined ? [] : [`${id} ${closed ? '<=' : '<'} ${bind(max)}`]),
  ];
  return sides.length > 0 ? `(${sides.join(' AND ')})` : 'true';
}

function predictionConditions(
  filter: RowFilter,
  predictions: 'with predictions' | 'without predictions',
  bind: Bind,
): Condition[] {
  const { wrong, predicted } = filter;
  if (wrong === undefined && predicted === undefined) return [];
  if (predictions === 'without predictions')
    throw new InputError('Filters on predictions need a run. Name runId.');
  return [
    ...(wrong === undefined
      ? []
      : [{ sql: `p.given ${wrong ? '<>' : '='} p.predicted`, columns: 0 }]),
    ...(predicted === undefined
      ? []
      : [{ sql: `p.predicted = ${bind(predicted)}`, columns: 0 }]),
  ];
}

function comparableColumn(
  { cells }: Pick<VisibleTable, 'cells'>,
  name: string,
  purpose: 'filter' | 'sort',
): VisibleColumn {
  const choices = cells.filter(({ sqlType }) => isComparable(sqlType));
  const column = choices.find(choice => choice.name === name);
  if (column) return column;
  throw new InputError(
    `There is no column ${name} to ${purpose} by. Choose one of ${choices
      .map(choice => choice.name)
      .join(', ')}.`,
  );
}
