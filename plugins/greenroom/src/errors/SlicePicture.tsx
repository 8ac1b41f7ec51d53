import type {
  Cohort,
  ExploredSlice,
} from '@greenroom/backstage-plugin-greenroom-common';
import { plural, quantity, type Unit } from '../components/numbers';
import { writeCohort } from './cohortText';
import { cohortName } from './cohortWords';
import styles from './errors.module.css';

const WIDTH = 640;
const HEIGHT = 220;
const LEFT = 52;
const BOTTOM = 34;
const INSET = 12;

/** Size against error: up is worse, right is more rows. The table below says the same in words. */
export function SlicePicture(props: {
  slices: readonly ExploredSlice[];
  /** Rate of all rows. */
  average: number;
  unit: Unit;
  isPicked: (cohort: Cohort) => boolean;
  onPick: (cohort: Cohort) => void;
}) {
  const { slices, average, unit, isPicked, onPick } = props;
  const largest = Math.max(...slices.map(slice => slice.rows));
  const worst =
    Math.max(average, ...slices.map(slice => slice.rate.value)) || 1;
  // Area of attention, not of rows: the square root keeps small slices apart.
  const x = (rows: number) =>
    LEFT + INSET + Math.sqrt(rows / largest) * (WIDTH - LEFT - 2 * INSET);
  const y = (rate: number) =>
    HEIGHT - BOTTOM - (rate / worst) * (HEIGHT - BOTTOM - INSET);
  return (
    <svg
      className={styles.picture}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`Size against error of ${plural(
        slices.length,
        'slice',
      )}; the table below has the numbers`}
    >
      <line x1={LEFT} y1={HEIGHT - BOTTOM} x2={WIDTH} y2={HEIGHT - BOTTOM} />
      <line x1={LEFT} y1={0} x2={LEFT} y2={HEIGHT - BOTTOM} />
      <text x={LEFT - 6} y={INSET + 4} textAnchor="end">
        {quantity(worst, unit)}
      </text>
      <text x={LEFT - 6} y={HEIGHT - BOTTOM} textAnchor="end">
        0
      </text>
      <text x={WIDTH} y={HEIGHT - 12} textAnchor="end">
        more rows (up to {largest.toLocaleString('en-GB')}) →
      </text>
      <line
        className={styles.average}
        x1={LEFT}
        y1={y(average)}
        x2={WIDTH}
        y2={y(average)}
      />
      <text x={WIDTH} y={y(average) - 4} textAnchor="end">
        average
      </text>
      {slices.map(({ where, rows, rate }) => (
        <circle
          key={writeCohort(where)}
          className={styles.dot}
          data-picked={isPicked(where)}
          cx={x(rows)}
          cy={y(rate.value)}
          r={isPicked(where) ? 9 : 6}
          onClick={() => onPick(where)}
        >
          <title>
            {cohortName(where)}: {quantity(rate.value, unit)} of{' '}
            {plural(rows, 'row')}
          </title>
        </circle>
      ))}
    </svg>
  );
}
