import type { ReactNode } from 'react';
import { RiArrowDownSLine, RiArrowUpSLine } from '@remixicon/react';
import type {
  Column,
  RowPage,
  RowSort,
} from '@greenroom/backstage-plugin-greenroom-common';
import { CellText } from './CellText';
import { EmptyState } from './EmptyState';
import { quantity } from './numbers';
import { RowsHidden } from './RowsHidden';
import { ScrollRegion } from './ScrollRegion';
import { Thumbnail } from './Thumbnail';
import styles from './rows.module.css';

export type RowsGridProps = {
  page: RowPage;
  /** What the rows are, for who can't see the table. */
  name: string;
  /** Shows what the model said. */
  withRun?: true;
  sort?: RowSort;
  /** Makes the heads buttons: ascending, descending, as found. */
  onSort?: (sort: RowSort | undefined) => void;
  /** Makes each key a button that opens the row. */
  onOpen?: (key: string) => void;
  /** Stands under the name of a column. */
  underHead?: (column: Column) => ReactNode;
};

/** A page of rows as a table; stands in a `ThumbnailsProvider`. */
export function RowsGrid(props: RowsGridProps) {
  const { page, name, withRun, onOpen } = props;
  if (page.hidden) return <RowsHidden />;
  const columns = page.columns.filter(
    column =>
      column.name !== page.image?.column &&
      column.role !== 'key' &&
      !page.masked.includes(column.name),
  );
  return (
    <>
      {page.masked.length > 0 ? (
        <p className={styles.note}>
          Hidden from you as personal data: {page.masked.join(', ')}.
        </p>
      ) : null}
      <ScrollRegion name={name}>
        <table className={styles.table}>
          <Heads {...props} columns={columns} />
          <tbody>
            {page.rows.map(row => (
              <tr key={row.key}>
                {page.image ? (
                  <td>
                    <Thumbnail rowKey={row.key} />
                  </td>
                ) : null}
                <th scope="row">
                  <RowKey rowKey={row.key} onOpen={onOpen} />
                </th>
                {columns.map(column => (
                  <td
                    key={column.name}
                    className={
                      typeof row.cells[column.name] === 'number'
                        ? styles.number
                        : undefined
                    }
                  >
                    <CellText cell={row.cells[column.name]} />
                  </td>
                ))}
                {withRun ? (
                  <>
                    <td>
                      <CellText cell={row.predicted} />
                    </td>
                    <td className={styles.number}>
                      {row.pPredicted === undefined
                        ? null
                        : quantity(row.pPredicted, 'percent')}
                    </td>
                  </>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {page.rows.length === 0 ? (
        <EmptyState title="No row passes this filter">
          Clear the filter to see every row of this version.
        </EmptyState>
      ) : null}
    </>
  );
}

/** The key of a row; a button that opens the row where it can be opened. */
export function RowKey(props: {
  rowKey: string;
  onOpen?: (key: string) => void;
}) {
  const { rowKey, onOpen } = props;
  if (!onOpen) return <>{rowKey}</>;
  return (
    <button
      type="button"
      className={styles.open}
      aria-label={`Open row ${rowKey}`}
      title={rowKey}
      onClick={() => onOpen(rowKey)}
    >
      {rowKey}
    </button>
  );
}

function Heads(props: RowsGridProps & { columns: readonly Column[] }) {
  const { page, columns, withRun, sort, onSort, underHead } = props;
  const key = page.columns.find(column => column.role === 'key');
  return (
    <thead>
      <tr>
        {page.image ? <th scope="col">{page.image.column}</th> : null}
        {key ? (
          <Head column={key} sort={sort} onSort={onSort} />
        ) : (
          <th scope="col">key</th>
        )}
        {columns.map(column => (
          <Head key={column.name} column={column} sort={sort} onSort={onSort}>
            {underHead?.(column)}
          </Head>
        ))}
        {withRun ? (
          <>
            <th scope="col">predicted</th>
            <th scope="col" className={styles.number}>
              with
            </th>
          </>
        ) : null}
      </tr>
    </thead>
  );
}

function Head(props: {
  column: Column;
  sort?: RowSort;
  onSort?: (sort: RowSort | undefined) => void;
  children?: ReactNode;
}) {
  const { column, sort, onSort, children } = props;
  const numeric =
    ['integer', 'number'].includes(column.type) && column.role !== 'label';
  const direction = sort?.column === column.name ? sort.direction : undefined;
  return (
    <th
      scope="col"
      className={numeric ? styles.number : undefined}
      title={column.description}
      aria-sort={onSort ? direction ?? 'none' : undefined}
    >
      {onSort ? (
        <button
          type="button"
          className={styles.sort}
          onClick={() => onSort(nextSort(column.name, direction))}
        >
          {column.name}
          {direction === 'ascending' ? (
            <RiArrowUpSLine size={16} aria-hidden="true" />
          ) : null}
          {direction === 'descending' ? (
            <RiArrowDownSLine size={16} aria-hidden="true" />
          ) : null}
        </button>
      ) : (
        column.name
      )}
      {children}
    </th>
  );
}

/** A press on a head: ascending, then descending, then the order as found. */
export function nextSort(
  column: string,
  direction: RowSort['direction'] | undefined,
): RowSort | undefined {
  if (direction === undefined) return { column, direction: 'ascending' };
  if (direction === 'ascending') return { column, direction: 'descending' };
  return undefined;
}
