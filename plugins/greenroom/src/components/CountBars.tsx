import { useRovingCells } from './useRovingCells';
import styles from './charts.module.css';

export type CountBar = {
  id: string;
  /** The bar in words, as in "4: 947 rows". */
  words: string;
  count: number;
};

/** A bar with few rows stays to be seen and pressed. */
const LEAST_PERCENT = 4;

/**
 * Counts as upright bars. With `onPick` each is a toggle that filters; arrows
 * move between bars, Tab enters and leaves as one stop.
 */
export function CountBars(props: {
  bars: readonly CountBar[];
  /** What is counted, as in "Histogram of slant". */
  name: string;
  picked?: string;
  onPick?: (id: string | undefined) => void;
  /** Height of the bars in CSS pixels. */
  height?: number;
}) {
  const { bars, name, picked, onPick, height = 72 } = props;
  const { holder, cell } = useRovingCells<HTMLDivElement>(1, bars.length);
  const most = Math.max(1, ...bars.map(bar => bar.count));
  const percent = (n: number) =>
    n === 0 ? 0 : Math.max(LEAST_PERCENT, (n / most) * 100);
  return (
    <div
      ref={holder}
      className={styles.columns}
      style={{ height }}
      role={onPick ? 'group' : 'img'}
      aria-label={
        onPick
          ? `${name}; arrows move, Enter filters the rows`
          : `${name}: ${bars.map(bar => bar.words).join('; ')}`
      }
    >
      {bars.map(({ id, words, count }, index) =>
        onPick ? (
          <button
            key={id}
            type="button"
            className={styles.column}
            title={words}
            aria-label={words}
            aria-pressed={picked === id}
            onClick={() => onPick(picked === id ? undefined : id)}
            {...cell(0, index)}
          >
            <span style={{ height: `${percent(count)}%` }} />
          </button>
        ) : (
          <span key={id} className={styles.column} title={words}>
            <span style={{ height: `${percent(count)}%` }} />
          </span>
        ),
      )}
    </div>
  );
}
