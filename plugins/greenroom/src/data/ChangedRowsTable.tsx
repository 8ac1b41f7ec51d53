import type { ReactNode } from 'react';
import { RiAddLine, RiPencilLine, RiSubtractLine } from '@remixicon/react';
import type {
  Cell,
  ChangedRow,
  RowChange,
} from '@greenroom/backstage-plugin-greenroom-common';
import { CellText } from '../components/CellText';
import { boxesOfLabel, relabelWords } from '../components/labelWords';
import { plural } from '../components/numbers';
import { RowKey } from '../components/RowsGrid';
import { ScrollRegion } from '../components/ScrollRegion';
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
  /** What they are, for who can't see it. */
  name: string;
  rows: readonly ChangedRow[];
  /** Where rows have a picture each. */
  pictureOf?: (row: ChangedRow) => ReactNode;
  onOpen?: (row: ChangedRow, index: number) => void;
  /** What can be done with a row, where something can. */
  actionOf?: (row: ChangedRow) => ReactNode;
}) {
  const { name, rows, pictureOf, onOpen, actionOf } = props;
  return (
    <ScrollRegion name={name}>
      <table className={rowStyles.table}>
        <thead>
          <tr>
            {pictureOf ? <th scope="col">picture</th> : null}
            <th scope="col">row</th>
            <th scope="col">change</th>
            <th scope="col">cells</th>
            {actionOf ? <th scope="col">bring back</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={`${row.change} ${row.key}`}>
              {pictureOf ? <td>{pictureOf(row)}</td> : null}
              <th scope="row">
                <RowKey
                  rowKey={row.key}
                  onOpen={onOpen && (() => onOpen(row, index))}
                />
              </th>
              <td>
                <ChangeKind change={row.change} />
              </td>
              <td>
                <Cells row={row} />
              </td>
              {actionOf ? <td>{actionOf(row)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** Icon and word of a change. */
export function ChangeKind(props: { change: RowChange }) {
  const Icon = ICONS[props.change];
  return (
    <span className={styles.kind}>
      <Icon size={14} aria-hidden="true" /> {props.change}
    </span>
  );
}

/** Labels that are boxes, which words tell better than their text. */
export function areBoxes(...cells: readonly Cell[]): boolean {
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
