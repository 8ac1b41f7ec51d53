import { RiAddLine, RiPencilLine, RiSubtractLine } from '@remixicon/react';
import type {
  AssetVersion,
  Cell,
  ChangedRow,
  RowChange,
} from '@greenroom/backstage-plugin-greenroom-common';
import { CellText } from '../components/CellText';
import { boxesOfLabel, relabelWords } from '../components/labelWords';
import { plural } from '../components/numbers';
import { RowKey } from '../components/RowsGrid';
import { ScrollRegion } from '../components/ScrollRegion';
import { Thumbnail, ThumbnailsProvider } from '../components/Thumbnail';
import type { RowPlace } from './useOpenRow';
import styles from './data.module.css';
import rowStyles from '../components/rows.module.css';

/** Of a row with more cells than these the rest is counted. */
const MOST_CELLS = 8;

const ICONS = {
  added: RiAddLine,
  removed: RiSubtractLine,
  changed: RiPencilLine,
} as const;

/** Rows that differ, cell by cell, before and after. */
export function ChangedRowsTable(props: {
  rows: readonly ChangedRow[];
  from: AssetVersion;
  to: AssetVersion;
  /** Rows have a picture each. */
  pictures: boolean;
  onOpen?: (place: RowPlace) => void;
}) {
  const { rows, from, to, pictures, onOpen } = props;
  return (
    <ThumbnailsProvider versionId={to.id}>
      <ScrollRegion name="Rows that differ">
        <table className={rowStyles.table}>
          <thead>
            <tr>
              {pictures ? <th scope="col">picture</th> : null}
              <th scope="col">row</th>
              <th scope="col">change</th>
              <th scope="col">cells</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(row => {
              const versionId = row.change === 'removed' ? from.id : to.id;
              return (
                <tr key={`${row.change} ${row.key}`}>
                  {pictures ? (
                    <td>
                      <Thumbnail rowKey={row.key} versionId={versionId} />
                    </td>
                  ) : null}
                  <th scope="row">
                    <RowKey
                      rowKey={row.key}
                      onOpen={onOpen && (key => onOpen({ key, versionId }))}
                    />
                  </th>
                  <td>
                    <ChangeKind change={row.change} />
                  </td>
                  <td>
                    <Cells row={row} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </ThumbnailsProvider>
  );
}

function ChangeKind(props: { change: RowChange }) {
  const Icon = ICONS[props.change];
  return (
    <span className={styles.kind}>
      <Icon size={14} aria-hidden="true" /> {props.change}
    </span>
  );
}

function areBoxes(...cells: readonly Cell[]): boolean {
  return cells.every(
    cell => typeof cell === 'string' && boxesOfLabel(cell) !== undefined,
  );
}

function Cells(props: { row: ChangedRow }) {
  const { change, cells } = props.row;
  const more = cells.length - MOST_CELLS;
  return (
    <div className={styles.cells}>
      {cells.slice(0, MOST_CELLS).map(({ column, from, to }) => (
        <span key={column} className={styles.cellChange}>
          <span className={styles.muted}>{column}</span>{' '}
          {change === 'changed' && areBoxes(from, to) ? (
            relabelWords(String(from), String(to))
          ) : (
            <>
              {change === 'added' ? null : <CellText cell={from} />}
              {change === 'changed' ? (
                <span aria-label="became"> → </span>
              ) : null}
              {change === 'removed' ? null : <CellText cell={to} />}
            </>
          )}
        </span>
      ))}
      {more > 0 ? (
        <span className={styles.muted}>and {plural(more, 'more cell')}</span>
      ) : null}
    </div>
  );
}
