import type { Figure as FigureValue } from '@greenroom/backstage-plugin-greenroom-common';
import type { Unit } from './numbers';
import styles from './figures.module.css';

/** The number with its sign, as said of a difference: "+2.1 points", "−0.043". */
export function signed(value: number, unit: Unit): string {
  const size =
    unit === 'percent'
      ? Math.abs(value * 100).toFixed(1)
      : Math.abs(value).toFixed(3);
  if (Number(size) === 0) return `±${size}`;
  return `${value > 0 ? '+' : '−'}${size}`;
}

/** A difference: always signed, coloured by better or worse and saying which. */
export function Delta(props: {
  delta: FigureValue | number;
  unit?: Unit;
  /** Which direction is an improvement. */
  better?: 'more' | 'less';
}) {
  const { delta, unit = 'percent', better = 'more' } = props;
  const figure = typeof delta === 'number' ? { value: delta } : delta;
  const text = signed(figure.value, unit);
  const same = text.startsWith('±');
  const improved = figure.value > 0 === (better === 'more');
  const verdict = improved ? 'better' : 'worse';
  const { low, high } = figure as FigureValue;
  return (
    <span className={styles.figure}>
      <span className={same ? undefined : styles[verdict]}>
        {text}
        {unit === 'percent' ? ' points' : ''}
        {same ? null : <span aria-hidden="true">{improved ? ' ▲' : ' ▼'}</span>}
      </span>
      <span className={styles.hidden}>
        {same ? ' (no difference)' : ` (${verdict})`}
      </span>
      {low !== undefined && high !== undefined ? (
        <span className={styles.muted}>
          {' '}
          [{signed(low, unit)}, {signed(high, unit)}]
        </span>
      ) : null}
    </span>
  );
}
