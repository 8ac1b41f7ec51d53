import styles from './figures.module.css';

/** Where a figure has been, oldest first. Said in words for who can't see it. */
export function Sparkline(props: {
  values: readonly number[];
  name: string;
  width?: number;
  height?: number;
}) {
  const { values, name, width = 64, height = 18 } = props;
  if (values.length < 2) return null;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const points = values.map((value, index) => ({
    x: (index / (values.length - 1)) * width,
    y: height - ((value - low) / span) * (height - 4) - 2,
  }));
  const last = points[points.length - 1];
  const first = values[0];
  const end = values[values.length - 1];
  let direction = 'unchanged';
  if (end > first) direction = 'rising';
  else if (end < first) direction = 'falling';
  return (
    <svg
      className={styles.spark}
      width={width}
      height={height}
      role="img"
      aria-label={`${name} over ${values.length} versions: ${direction}`}
    >
      <path
        d={points
          .map(
            (p, i) =>
              `${i === 0 ? 'M' : 'L'}${p.x.toFixed(1)} ${p.y.toFixed(1)}`,
          )
          .join('')}
      />
      <circle cx={last.x} cy={last.y} r={2} />
    </svg>
  );
}
