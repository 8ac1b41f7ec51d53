import type { ReactNode } from 'react';
import { count as inWords } from './numbers';
import styles from './charts.module.css';

export type Bar = {
  id: string;
  label: ReactNode;
  count: number;
  /** What stands at the right instead of the count. */
  text?: ReactNode;
};

/** Horizontal bars, longest as wide as the list. With `onPick`, each is a toggle that filters. */
export function BarList(props: {
  bars: readonly Bar[];
  /** What the list is, for who can't see it. */
  name: string;
  picked?: string;
  /** Called with the bar's id, or undefined when the picked bar is pressed again. */
  onPick?: (id: string | undefined) => void;
}) {
  const { bars, name, picked, onPick } = props;
  const longest = Math.max(1, ...bars.map(bar => bar.count));
  return (
    <ul className={styles.bars} aria-label={name}>
      {bars.map(bar => {
        const inside = (
          <>
            <span
              className={styles.fill}
              style={{ width: `${(bar.count / longest) * 100}%` }}
              aria-hidden="true"
            />
            <span className={styles.barText}>{bar.label}</span>
            <span className={styles.barCount}>
              {bar.text ?? inWords(bar.count)}
            </span>
          </>
        );
        return (
          <li key={bar.id}>
            {onPick ? (
              <button
                type="button"
                className={styles.barRow}
                aria-pressed={picked === bar.id}
                onClick={() => onPick(picked === bar.id ? undefined : bar.id)}
              >
                {inside}
              </button>
            ) : (
              <div className={styles.barRow}>{inside}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
