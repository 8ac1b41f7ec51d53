import type { Figure as FigureValue } from '@greenroom/backstage-plugin-greenroom-common';
import { count, quantity, type Unit } from './numbers';
import styles from './figures.module.css';

/** A figure with what makes it believable: its 95 % interval and the rows behind it, in grey. */
export function Figure(props: {
  figure: FigureValue;
  unit?: Unit;
  brief?: true;
}) {
  const { figure, unit = 'percent', brief } = props;
  const { value, low, high, n } = figure;
  const half =
    low !== undefined && high !== undefined ? (high - low) / 2 : undefined;
  const interval =
    half === undefined ? '' : ` ±${quantity(half, unit).replace(' %', '')}`;
  const title =
    low !== undefined && high !== undefined
      ? `95 % interval ${quantity(low, unit)} to ${quantity(high, unit)}`
      : undefined;
  return (
    <span className={styles.figure} title={title}>
      {quantity(value, unit)}
      <span className={styles.muted}>
        {interval}
        {n !== undefined && !brief ? `, n ${count(n)}` : ''}
      </span>
    </span>
  );
}
