import type { Figure } from '@greenroom/backstage-plugin-greenroom-common';
import { quantity, type Unit } from './numbers';
import styles from './charts.module.css';

const WIDTH = 640;
const HEIGHT = 140;
const LEFT = 64;
const RIGHT = 16;
const TOP = 14;
const BOTTOM = 26;
/** Half the width of the ends of an interval. */
const END = 3;
/** Of a letter, about: names that would meet stand at the ends only. */
const LETTER_WIDTH = 6.5;

export type TrendLine = {
  /** Told apart by its line as well as by what it is called below. */
  readonly line: 'solid' | 'dashed';
  /** By version; a version without one leaves a gap. */
  readonly figures: readonly (Figure | undefined)[];
};

/** How figures went over versions, oldest first, each with its interval. The table has the numbers. */
export function TrendPicture(props: {
  /** What is shown, for who can't see it. */
  name: string;
  unit?: Unit;
  versions: readonly string[];
  lines: readonly TrendLine[];
  /** The version looked at, which stands out. */
  current: number;
}) {
  const { name, unit = 'percent', versions, lines, current } = props;
  const known = lines.flatMap(({ figures }) =>
    figures.flatMap(figure => (figure ? [figure] : [])),
  );
  if (versions.length < 2 || known.length === 0) return null;
  const low = Math.min(...known.map(figure => figure.low ?? figure.value));
  const high = Math.max(...known.map(figure => figure.high ?? figure.value));
  const span = high - low || 1;
  const px = (index: number) =>
    LEFT + (index / (versions.length - 1)) * (WIDTH - LEFT - RIGHT);
  const py = (value: number) =>
    HEIGHT - BOTTOM - ((value - low) / span) * (HEIGHT - BOTTOM - TOP);
  const last = versions.length - 1;
  const areNamed = versions.every(
    version => version.length * LETTER_WIDTH < (WIDTH - LEFT - RIGHT) / last,
  );
  return (
    <svg
      className={styles.trend}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${name} over ${versions.length} versions, between ${quantity(
        low,
        unit,
      )} and ${quantity(high, unit)}`}
    >
      <text x={LEFT - 8} y={TOP + 4} textAnchor="end">
        {quantity(high, unit)}
      </text>
      <text x={LEFT - 8} y={HEIGHT - BOTTOM} textAnchor="end">
        {quantity(low, unit)}
      </text>
      {lines.map(({ line, figures }) => {
        const points = figures.flatMap((figure, index) =>
          figure ? [{ index, figure, x: px(index), y: py(figure.value) }] : [],
        );
        return (
          <g key={line} data-line={line}>
            <path
              className={styles.trendLine}
              d={points
                .map(
                  ({ x, y, index }) =>
                    `${figures[index - 1] ? 'L' : 'M'}${x.toFixed(
                      1,
                    )} ${y.toFixed(1)}`,
                )
                .join('')}
            />
            {points.map(({ index, figure, x, y }) => {
              const from = py(figure.low ?? figure.value);
              const to = py(figure.high ?? figure.value);
              return (
                <g key={index}>
                  <path
                    className={styles.trendInterval}
                    d={`M${x} ${from}V${to}M${x - END} ${from}H${x + END}M${
                      x - END
                    } ${to}H${x + END}`}
                  />
                  <circle cx={x} cy={y} r={index === current ? 5 : 3} />
                </g>
              );
            })}
          </g>
        );
      })}
      {versions.map((version, index) =>
        areNamed || index === 0 || index === last ? (
          <text
            key={index}
            x={px(index)}
            y={HEIGHT - 8}
            textAnchor={anchorOf(index, last)}
          >
            {version}
          </text>
        ) : null,
      )}
    </svg>
  );
}

/** Names at the ends stay inside of the picture. */
function anchorOf(index: number, last: number): 'start' | 'middle' | 'end' {
  if (index === 0) return 'start';
  return index === last ? 'end' : 'middle';
}
