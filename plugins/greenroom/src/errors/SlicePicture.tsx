import type { Slice } from '@greenroom/backstage-plugin-greenroom-common';
import { plural, quantity } from '../components/numbers';
import { sliceName } from './sliceWords';
import styles from './errors.module.css';

const WIDTH = 640;
const HEIGHT = 220;
const LEFT = 52;
const BOTTOM = 34;
const INSET = 12;

/** Size against error: up is worse, right is more rows. The table below says the same in words. */
export function SlicePicture(props: {
  slices: readonly Slice[];
  /** Error rate of all rows. */
  average?: number;
  picked: number;
  onPick: (index: number) => void;
}) {
  const { slices, average, picked, onPick } = props;
  const largest = Math.max(...slices.map(slice => slice.size));
  const worst =
    Math.max(average ?? 0, ...slices.map(slice => slice.errorRate.value)) || 1;
  // Area of attention, not of rows: the square root keeps small slices apart.
  const x = (size: number) =>
    LEFT + INSET + Math.sqrt(size / largest) * (WIDTH - LEFT - 2 * INSET);
  const y = (rate: number) =>
    HEIGHT - BOTTOM - (rate / worst) * (HEIGHT - BOTTOM - INSET);
  return (
    <svg
      className={styles.picture}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`Size against share wrong of ${plural(
        slices.length,
        'slice',
      )}; the table below has the numbers`}
    >
      <line x1={LEFT} y1={HEIGHT - BOTTOM} x2={WIDTH} y2={HEIGHT - BOTTOM} />
      <line x1={LEFT} y1={0} x2={LEFT} y2={HEIGHT - BOTTOM} />
      <text x={LEFT - 6} y={INSET + 4} textAnchor="end">
        {quantity(worst, 'percent')}
      </text>
      <text x={LEFT - 6} y={HEIGHT - BOTTOM} textAnchor="end">
        0 %
      </text>
      <text x={WIDTH} y={HEIGHT - 12} textAnchor="end">
        more rows (up to {largest.toLocaleString('en-GB')}) →
      </text>
      {average === undefined ? null : (
        <>
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
        </>
      )}
      {slices.map((slice, index) => (
        <circle
          key={sliceName(slice.predicates)}
          className={styles.dot}
          data-picked={index === picked}
          cx={x(slice.size)}
          cy={y(slice.errorRate.value)}
          r={index === picked ? 9 : 6}
          onClick={() => onPick(index)}
        >
          <title>
            {sliceName(slice.predicates)}:{' '}
            {quantity(slice.errorRate.value, 'percent')} of{' '}
            {plural(slice.size, 'row')}
          </title>
        </circle>
      ))}
    </svg>
  );
}
