import type {
  AssetVersion,
  DataDiff,
} from '@greenroom/backstage-plugin-greenroom-common';
import { EmptyState } from '../components/EmptyState';
import { count } from '../components/numbers';
import { CellText } from '../components/RowsTable';
import { Thumbnail, ThumbnailsProvider } from '../components/Thumbnail';
import { ScrollRegion } from '../components/ScrollRegion';
import styles from './data.module.css';
import rowStyles from '../components/rows.module.css';

type Transition = { from: string; to: string };

/** The rows that differ, cell by cell; `transition` keeps only rows relabelled so. */
export function ChangedRows(props: {
  diff: DataDiff;
  version: AssetVersion;
  /** Rows have a picture each. */
  pictures: boolean;
  transition?: Transition;
}) {
  const { diff, version, pictures, transition } = props;
  const rows = transition
    ? diff.changedRows.filter(row =>
        row.cells.some(
          cell =>
            String(cell.from) === transition.from &&
            String(cell.to) === transition.to,
        ),
      )
    : diff.changedRows;
  if (rows.length === 0) {
    return (
      <EmptyState title="No changed row to show">
        {diff.rows.changed === 0
          ? 'Rows that both versions have are the same in both. Added and removed rows are counted above.'
          : 'These rows lie beyond the first ones that are listed, or are hidden from you.'}
      </EmptyState>
    );
  }
  return (
    <ThumbnailsProvider versionId={version.id}>
      <ScrollRegion name="Changed rows">
        <table className={rowStyles.table}>
          <thead>
            <tr>
              {pictures ? <th scope="col">picture</th> : null}
              <th scope="col">row</th>
              <th scope="col">change</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={row.key}>
                {pictures ? (
                  <td>
                    <Thumbnail rowKey={row.key} />
                  </td>
                ) : null}
                <th scope="row">{row.key}</th>
                <td>
                  {row.cells.map(cell => (
                    <span key={cell.column} className={styles.cellChange}>
                      <span className={styles.muted}>{cell.column}</span>{' '}
                      <CellText cell={cell.from} />
                      <span aria-label="became"> → </span>
                      <CellText cell={cell.to} />
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {!transition && rows.length < diff.rows.changed ? (
        <p className={rowStyles.note}>
          The first {count(rows.length)} of {count(diff.rows.changed)} changed
          rows, label changes first.
        </p>
      ) : null}
    </ThumbnailsProvider>
  );
}
