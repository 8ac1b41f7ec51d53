import { InputError } from '@backstage/errors';
import { identifier, labelSql } from '@greenroom/dataset';
import type {
  ChangedRowsFilter,
  RowSort,
} from '@greenroom/backstage-plugin-greenroom-common';
import { isComparable, textSql } from './cellSql';
import { type Bind, ROW_NUMBER } from './keySql';
import type { RowSql } from './rowSql';

/** What a caller sees of the rows that differ between two versions. */
export type ChangedTable = {
  /** Columns of either version that may be seen, with DuckDB's names of their types. */
  readonly columns: readonly {
    readonly name: string;
    readonly before?: string;
    readonly after?: string;
  }[];
  /** Rows are named by their key, and it may be seen. */
  readonly keys: 'shown' | 'hidden';
  /** Where both versions have it and it may be seen. */
  readonly label?: string;
};

/**
 * The changed rows of a filter in an order, as SQL over `c`: label changes
 * first where no order is asked for. What a person typed is bound.
 *
 * @throws InputError for a column that is not there or not to be seen
 */
export function changedSql(
  table: ChangedTable,
  filter: ChangedRowsFilter = {},
  sort?: RowSort,
): RowSql {
  const values: (string | number)[] = [];
  const bind: Bind = value => `$${values.push(value)}`;
  const where = ['true'];
  let scanned = 0;
  if (filter.change) {
    where.push(`change = ${bind(filter.change)}`);
    scanned += 1;
  }
  if (filter.transition) {
    where.push(transitionSql(table, filter.transition, bind));
    scanned += 3;
  }
  if (filter.column !== undefined) {
    const { name } = columnNamed(table, filter.column);
    where.push(`list_contains(changed, ${bind(name)})`);
    scanned += 1;
  }
  if (filter.search) {
    const texts = searchedTexts(table);
    where.push(searchSql(texts, filter.search, bind));
    scanned += texts.length;
  }
  const order = sort
    ? `${cellSorted(table, sort.column)} ${
        sort.direction === 'ascending' ? 'ASC' : 'DESC'
      } NULLS LAST, `
    : '';
  return {
    from: `FROM c WHERE ${where.join(' AND ')}`,
    order: `ORDER BY ${order}${ROW_NUMBER}`,
    values,
    scanned: scanned + (sort ? 2 : 0),
    extent: where.length === 1 && !sort ? 'whole' : 'part',
  };
}

function transitionSql(
  { label }: ChangedTable,
  { from, to }: NonNullable<ChangedRowsFilter['transition']>,
  bind: Bind,
): string {
  if (label === undefined)
    throw new InputError(
      'These versions have no label in common that you may see, so rows cannot be chosen by it.',
    );
  const text = (side: 'before' | 'after') =>
    labelSql(`"${side}".${identifier(label)}`);
  return [
    `change = 'changed'`,
    `list_contains(changed, ${bind(label)})`,
    `${text('before')} = ${bind(from)}`,
    `${text('after')} = ${bind(to)}`,
  ].join(' AND ');
}

function searchedTexts({ columns, keys }: ChangedTable): string[] {
  const cells = columns.flatMap(({ name, before, after }) => [
    ...(before && isComparable(before)
      ? [textSql(`"before".${identifier(name)}`, before)]
      : []),
    ...(after && isComparable(after)
      ? [textSql(`"after".${identifier(name)}`, after)]
      : []),
  ]);
  return keys === 'shown' ? ['key', ...cells] : cells;
}

function searchSql(
  texts: readonly string[],
  search: string,
  bind: Bind,
): string {
  if (texts.length === 0) return 'false';
  const needle = bind(search.toLowerCase());
  return `(${texts
    .map(text => `coalesce(contains(lower(${text}), ${needle}), false)`)
    .join(' OR ')})`;
}

/** After the change; of a removed row before it. */
function cellSorted(table: ChangedTable, column: string): string {
  const { name, before, after } = columnNamed(table, column);
  const id = identifier(name);
  if (!after) return `"before".${id}`;
  if (!before) return `"after".${id}`;
  const [b, a] =
    before === after
      ? [`"before".${id}`, `"after".${id}`]
      : [textSql(`"before".${id}`, before), textSql(`"after".${id}`, after)];
  return `CASE WHEN change = 'removed' THEN ${b} ELSE ${a} END`;
}

function columnNamed({ columns }: ChangedTable, name: string) {
  const comparable = columns.filter(({ before, after }) =>
    [before, after].every(type => type === undefined || isComparable(type)),
  );
  const column = comparable.find(candidate => candidate.name === name);
  if (column) return column;
  throw new InputError(
    `There is no column ${name} to filter or sort by. Choose one of ${comparable
      .map(candidate => candidate.name)
      .join(', ')}.`,
  );
}
