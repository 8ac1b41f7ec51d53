import type {
  ColumnProfile,
  RowFilter,
} from '@greenroom/backstage-plugin-greenroom-common';
import { CountBars } from '../components/CountBars';
import { HistogramBars } from '../components/HistogramBars';
import { count, plural } from '../components/numbers';
import { withEquals, withRange } from './rowFilters';
import styles from './data.module.css';

const PICTURE_HEIGHT = 32;
/** With more values than these there is no telling bars apart. */
const MOST_VALUES = 20;

/** A column of all rows, small enough for the head of a table; a bar filters the rows. */
export function ColumnPicture(props: {
  column: ColumnProfile;
  filter: RowFilter;
  onFilter: (filter: RowFilter) => void;
}) {
  const { column, filter, onFilter } = props;
  const { name, histogram, top = [], distinct } = column;
  if (histogram) {
    return (
      <div className={styles.columnPicture}>
        <HistogramBars
          histogram={histogram}
          name={name}
          picked={filter.ranges?.[name]}
          onPick={range => onFilter(withRange(filter, name, range))}
          height={PICTURE_HEIGHT}
        />
      </div>
    );
  }
  const whole = distinct === top.length && top.length <= MOST_VALUES;
  if (!whole || top.length === 0) {
    return distinct === undefined ? null : (
      <div className={styles.columnPicture}>
        <span className={styles.muted}>{count(distinct)} distinct</span>
      </div>
    );
  }
  return (
    <div className={styles.columnPicture}>
      <CountBars
        name={`Values of ${name}`}
        bars={top.map(({ value, count: rows }) => ({
          id: valueText(value),
          words: `${valueText(value)}: ${plural(rows, 'row')}`,
          count: rows,
        }))}
        picked={filter.equals?.[name]}
        onPick={value => onFilter(withEquals(filter, name, value))}
        height={PICTURE_HEIGHT}
      />
      <span className={styles.muted}>{plural(top.length, 'value')}</span>
    </div>
  );
}

/** A value as filters compare it: nothing is the empty text. */
export function valueText(value: string | number | boolean | null): string {
  return value === null ? '' : String(value);
}
