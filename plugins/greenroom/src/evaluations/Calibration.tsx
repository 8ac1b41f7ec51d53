import type { CalibrationBin } from '@greenroom/backstage-plugin-greenroom-common';
import { Disclosure } from '../components/Disclosure';
import { count, quantity } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import styles from './evaluations.module.css';

/** "Surer than it should be: 96.1 % sure on average, 94.0 % right". */
export function calibrationFinding(bins: readonly CalibrationBin[]): string {
  const rows = bins.reduce((sum, bin) => sum + bin.rows, 0);
  const mean = (of: (bin: CalibrationBin) => number) =>
    bins.reduce((sum, bin) => sum + bin.rows * of(bin), 0) / rows;
  const [sure, right] = [
    mean(({ confidence }) => confidence),
    mean(bin => bin.right),
  ];
  const word =
    sure > right ? 'Surer than it should be' : 'Less sure than it could be';
  return `${word}: ${quantity(sure, 'percent')} sure on average, ${quantity(
    right,
    'percent',
  )} right`;
}

/** How sure a model was, and how often it was right, by bins of confidence. */
export function Calibration(props: { bins: readonly CalibrationBin[] }) {
  const { bins } = props;
  return (
    <Disclosure summary={calibrationFinding(bins)}>
      <ScrollRegion name="Calibration">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.number}>
                sure
              </th>
              <th scope="col" className={styles.number}>
                right
              </th>
              <th scope="col" className={styles.number}>
                rows
              </th>
            </tr>
          </thead>
          <tbody>
            {bins.map(({ confidence, right, rows }) => (
              <tr key={confidence}>
                <td className={styles.number}>
                  {quantity(confidence, 'percent')}
                </td>
                <td className={styles.number}>{quantity(right, 'percent')}</td>
                <td className={styles.number}>{count(rows)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Disclosure>
  );
}
