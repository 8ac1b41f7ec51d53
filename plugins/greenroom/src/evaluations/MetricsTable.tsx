import type { Figure } from '@greenroom/backstage-plugin-greenroom-common';
import { count, metricName, metricUnit, quantity } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import styles from './evaluations.module.css';

/** Metrics, each with its interval, the rows behind it and the smallest change they could show. */
export function MetricsTable(props: {
  metrics: Readonly<Record<string, Figure>>;
  name: string;
}) {
  return (
    <ScrollRegion name={props.name}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">metric</th>
            <th scope="col" className={styles.number}>
              value
            </th>
            <th scope="col" className={styles.number}>
              95 % interval
            </th>
            <th scope="col" className={styles.number}>
              n
            </th>
            <th scope="col" className={styles.number}>
              smallest change seen
            </th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(props.metrics).map(([metric, figure]) => (
            <MetricRow key={metric} metric={metric} figure={figure} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function MetricRow(props: { metric: string; figure: Figure }) {
  const { metric, figure } = props;
  const { value, low, high, n, mde } = figure;
  const unit = metricUnit(metric);
  return (
    <tr>
      <th scope="row">{metricName(metric)}</th>
      <td className={styles.number}>{quantity(value, unit)}</td>
      <td className={styles.number}>
        {low === undefined || high === undefined
          ? 'too few rows'
          : `${quantity(low, unit)} to ${quantity(high, unit)}`}
      </td>
      <td className={styles.number}>{n === undefined ? '' : count(n)}</td>
      <td className={styles.number}>
        {mde === undefined ? '' : `±${quantity(mde, unit)}`}
      </td>
    </tr>
  );
}
