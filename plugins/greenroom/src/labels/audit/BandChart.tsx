import { useId } from 'react';
import type { Figure } from '@greenroom/backstage-plugin-greenroom-common';
import { quantity } from '../../components/numbers';
import styles from './audit.module.css';

const WIDTH = 640;
const HEIGHT = 200;
const LEFT = 56;
const BOTTOM = 30;
const INSET = 12;
/** Room over the highest bound, so that it does not touch the frame. */
const HEADROOM = 1.1;

export type Band = {
  name: string;
  /** Told apart by its line as well as by its name at the end. */
  line: 'solid' | 'dashed';
  points: readonly { x: number; figure: Figure }[];
};

/** Shares over something, each a line within its 95 % interval. A table stands behind. */
export function BandChart(props: {
  /** What is shown, for who can't see it. */
  name: string;
  bands: readonly Band[];
  /** What runs to the right. */
  axis: string;
  /** Where the reader stands. */
  mark?: number;
}) {
  const { name, bands, axis, mark } = props;
  const clip = useId();
  const points = bands.flatMap(band => band.points);
  if (points.length === 0) return null;
  const xs = points.map(({ x }) => x);
  const first = Math.min(...xs);
  const span = Math.max(...xs) - first || 1;
  const top = Math.min(
    1,
    HEADROOM *
      Math.max(
        ...points.map(({ figure }) => figure.high ?? figure.value),
        Number.EPSILON,
      ),
  );
  const px = (x: number) =>
    LEFT + ((x - first) / span) * (WIDTH - LEFT - INSET);
  const py = (share: number) =>
    HEIGHT - BOTTOM - (share / top) * (HEIGHT - BOTTOM - INSET);
  const at = (x: number, share: number) =>
    `${px(x).toFixed(1)} ${py(share).toFixed(1)}`;
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${name}; the table has the numbers`}
    >
      <clipPath id={clip}>
        <rect x={LEFT} y={0} width={WIDTH - LEFT} height={HEIGHT - BOTTOM} />
      </clipPath>
      <line x1={LEFT} y1={HEIGHT - BOTTOM} x2={WIDTH} y2={HEIGHT - BOTTOM} />
      <line x1={LEFT} y1={0} x2={LEFT} y2={HEIGHT - BOTTOM} />
      <text x={LEFT - 6} y={INSET + 4} textAnchor="end">
        {quantity(top, 'percent')}
      </text>
      <text x={LEFT - 6} y={HEIGHT - BOTTOM} textAnchor="end">
        0 %
      </text>
      <text x={WIDTH} y={HEIGHT - 8} textAnchor="end">
        {axis} →
      </text>
      <g clipPath={`url(#${clip})`}>
        {bands.map(({ name: band, line, points: own }) => {
          const upper = own.map(({ x, figure }) =>
            at(x, figure.high ?? figure.value),
          );
          const lower = own
            .map(({ x, figure }) => at(x, figure.low ?? figure.value))
            .reverse();
          return (
            <g key={band} data-line={line}>
              <path
                className={styles.band}
                d={`M${[...upper, ...lower].join('L')}Z`}
              />
              <path
                className={styles.line}
                d={`M${own
                  .map(({ x, figure }) => at(x, figure.value))
                  .join('L')}`}
              />
            </g>
          );
        })}
        {mark === undefined ? null : (
          <line
            className={styles.mark}
            x1={px(mark)}
            y1={0}
            x2={px(mark)}
            y2={HEIGHT - BOTTOM}
          />
        )}
      </g>
    </svg>
  );
}
