import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Cell,
  Column,
  RowFilter,
  RowPage,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from './Answered';
import { EmptyState } from './EmptyState';
import { Pager } from './Pager';
import { quantity } from './numbers';
import { Thumbnail, ThumbnailsProvider } from './Thumbnail';
import { useAnswer } from './useAnswer';
import { ScrollRegion } from './ScrollRegion';
import styles from './rows.module.css';

const PAGE_ROWS = 25;

/** One cell as text; null is said, not left blank. */
export function CellText(props: { cell: Cell | undefined }) {
  const { cell } = props;
  if (cell === null || cell === undefined)
    return <span className={styles.null}>none</span>;
  if (typeof cell === 'string') {
    return (
      <span className={styles.text} title={cell.length > 48 ? cell : undefined}>
        {cell}
      </span>
    );
  }
  return (
    <>{typeof cell === 'number' ? Number(cell.toPrecision(6)) : String(cell)}</>
  );
}

/**
 * The rows of a version that pass a filter, a page at a time. With `runId`,
 * also what the model said. Columns the caller may not see are named as hidden.
 */
export function RowsTable(props: {
  versionId: string;
  runId?: string;
  filter?: RowFilter;
  name?: string;
}) {
  const { versionId, runId, filter, name = 'rows' } = props;
  const api = useApi(greenroomApiRef);
  const question = JSON.stringify([versionId, runId, filter]);
  const [page, setPage] = useState({ question, offset: 0 });
  const offset = page.question === question ? page.offset : 0;
  useEffect(() => setPage({ question, offset: 0 }), [question]);
  const answer = useAnswer(
    () => api.getRows({ versionId, runId, filter, offset, limit: PAGE_ROWS }),
    [api, question, offset],
    { keep: true },
  );
  return (
    <Answered answer={answer} what="the rows" lines={8}>
      {rows => (
        <ThumbnailsProvider versionId={versionId}>
          <Rows page={rows} name={name} withRun={runId !== undefined} />
          <Pager
            offset={rows.offset}
            limit={PAGE_ROWS}
            total={rows.total}
            what="rows"
            onMove={to => setPage({ question, offset: to })}
          />
        </ThumbnailsProvider>
      )}
    </Answered>
  );
}

function Rows(props: { page: RowPage; name: string; withRun: boolean }) {
  const { page, name, withRun } = props;
  if (page.hidden) {
    return (
      <EmptyState title="These rows are hidden from you">
        They exist, but seeing rows takes the permission greenroom.rows.read.
        Ask whoever looks after permissions in this portal.
      </EmptyState>
    );
  }
  if (page.rows.length === 0) {
    return (
      <EmptyState title="No row passes this filter">
        Clear the filter to see every row of this version.
      </EmptyState>
    );
  }
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
          <thead>
            <tr>
              {page.image ? <th scope="col">{page.image.column}</th> : null}
              <th scope="col">
                {page.columns.find(column => column.role === 'key')?.name ??
                  'key'}
              </th>
              {columns.map(column => (
                <ColumnHead key={column.name} column={column} />
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
          <tbody>
            {page.rows.map(row => (
              <tr key={row.key}>
                {page.image ? (
                  <td>
                    <Thumbnail rowKey={row.key} />
                  </td>
                ) : null}
                <th scope="row">{row.key}</th>
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
    </>
  );
}

function ColumnHead(props: { column: Column }) {
  const { column } = props;
  const numeric =
    ['integer', 'number'].includes(column.type) && column.role !== 'label';
  return (
    <th
      scope="col"
      className={numeric ? styles.number : undefined}
      title={column.description}
    >
      {column.name}
    </th>
  );
}
