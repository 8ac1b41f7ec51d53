import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  AssetVersion,
  Cell,
  Column,
  Row,
  RowPage,
  VersionBlame,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { CellText } from '../components/CellText';
import { Failure } from '../components/Failure';
import { isRunning, JobProgress } from '../components/JobProgress';
import { ScrollRegion } from '../components/ScrollRegion';
import { type Answer, useAnswer } from '../components/useAnswer';
import { SetBy } from './SetBy';
import rowStyles from '../components/rows.module.css';
import styles from './rowPanel.module.css';

/** A text longer than this gets a place of its own to be read in. */
const LONG_TEXT = 80;

/** Every cell of a row, and beside each the commit that last set it. */
export function RowCells(props: {
  asset: AssetDetail;
  version: AssetVersion;
  page: RowPage;
  row: Row;
}) {
  const { asset, version, page, row } = props;
  const api = useApi(greenroomApiRef);
  const blame = useAnswer(
    () => api.getBlame(version.id, [row.key]),
    [api, version.id, row.key],
    { busy: ({ job }) => isRunning(job) },
  );
  const columns = page.columns.filter(
    column =>
      !page.masked.includes(column.name) &&
      (column.name in row.cells || column.name === page.image?.column),
  );
  return (
    <div className={styles.cellsSide}>
      <BlameState blame={blame} mayRetry={asset.allowed.includes('run')} />
      <ScrollRegion name={`Cells of row ${row.key}`}>
        <table className={`${rowStyles.table} ${styles.cells}`}>
          <thead>
            <tr>
              <th scope="col">column</th>
              <th scope="col">value</th>
              <th scope="col">last set by</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(column => (
              <tr key={column.name}>
                <th scope="row">{column.name}</th>
                <td>
                  <Value
                    column={column}
                    cell={row.cells[column.name]}
                    isPicture={column.name === page.image?.column}
                  />
                </td>
                <td>
                  <SetBy blame={blame} rowKey={row.key} column={column.name} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {page.masked.length > 0 ? (
        <p className={rowStyles.note}>
          Hidden from you as personal data: {page.masked.join(', ')}.
        </p>
      ) : null}
    </div>
  );
}

function Value(props: {
  column: Column;
  cell: Cell | undefined;
  isPicture: boolean;
}) {
  const { column, cell, isPicture } = props;
  if (isPicture) return <span className={styles.muted}>the picture</span>;
  if (typeof cell === 'string' && cell.length > LONG_TEXT) {
    return (
      <ScrollRegion name={column.name} className={styles.prose}>
        {cell}
      </ScrollRegion>
    );
  }
  return <CellText cell={cell} />;
}

function BlameState(props: { blame: Answer<VersionBlame>; mayRetry: boolean }) {
  const { blame, mayRetry } = props;
  if (blame.state === 'loading') return null;
  if (blame.state === 'failed') {
    return (
      <Failure
        what="Who set these cells could not be found out."
        error={blame.error}
        still="The row itself is as it stands in this version."
        retry={blame.refetch}
      />
    );
  }
  const { job, remark } = blame.value;
  return (
    <>
      {job.state === 'succeeded' ? null : (
        <JobProgress
          job={job}
          what="who set each cell"
          mayRetry={mayRetry}
          onRetried={blame.refetch}
        />
      )}
      {remark ? <p className={rowStyles.note}>{remark}</p> : null}
    </>
  );
}
