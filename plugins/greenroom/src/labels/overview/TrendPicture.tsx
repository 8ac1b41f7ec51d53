import type { LabelHistory } from '@greenroom/backstage-plugin-greenroom-common';
import { quantity } from '../../components/numbers';
import styles from '../labels.module.css';

const WIDTH = 640;
const HEIGHT = 140;
const LEFT = 64;
const RIGHT = 16;
const TOP = 14;
const BOTTOM = 26;
/** Half the width of the ends of an interval. */
const END = 3;
/** More versions than these have their names at the ends only. */
const NAMED_VERSIONS = 8;

/** The share of labels that look right over versions, each with its interval. The table has the numbers. */
export function TrendPicture(props: {
  items: LabelHistory['items'];
  versionId: string;
}) {
  const { items, versionId } = props;
  if (items.length < 2) return null;
  const lows = items.map(({ labelsOk }) => labelsOk.low ?? labelsOk.value);
  const highs = items.map(({ labelsOk }) => labelsOk.high ?? labelsOk.value);
  const low = Math.min(...lows);
  const high = Math.max(...highs);
  const span = high - low || 1;
  const px = (index: number) =>
    LEFT + (index / (items.length - 1)) * (WIDTH - LEFT - RIGHT);
  const py = (share: number) =>
    HEIGHT - BOTTOM - ((share - low) / span) * (HEIGHT - BOTTOM - TOP);
  const points = items.map(({ labelsOk }, index) => ({
    x: px(index),
    y: py(labelsOk.value),
    from: py(lows[index]),
    to: py(highs[index]),
  }));
  const line = points
    .map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('L');
  return (
    <svg
      className={styles.trend}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`Labels that look right over ${
        items.length
      } versions, between ${quantity(low, 'percent')} and ${quantity(
        high,
        'percent',
      )}`}
    >
      <text x={LEFT - 8} y={TOP + 4} textAnchor="end">
        {quantity(high, 'percent')}
      </text>
      <text x={LEFT - 8} y={HEIGHT - BOTTOM} textAnchor="end">
        {quantity(low, 'percent')}
      </text>
      <path className={styles.trendLine} d={`M${line}`} />
      {points.map(({ x, y, from, to }, index) => (
        <g key={items[index].versionId}>
          <path
            className={styles.trendInterval}
            d={`M${x} ${from}V${to}M${x - END} ${from}H${x + END}M${
              x - END
            } ${to}H${x + END}`}
          />
          <circle
            cx={x}
            cy={y}
            r={items[index].versionId === versionId ? 5 : 3}
          />
          {items.length <= NAMED_VERSIONS ||
          index === 0 ||
          index === items.length - 1 ? (
            <text
              x={x}
              y={HEIGHT - 8}
              textAnchor={index === items.length - 1 ? 'end' : 'middle'}
            >
              {items[index].semver ?? items[index].commit.sha.slice(0, 7)}
            </text>
          ) : null}
        </g>
      ))}
    </svg>
  );
}
