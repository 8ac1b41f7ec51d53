import type { ThresholdPoint } from '@greenroom/backstage-plugin-greenroom-common';
import { Disclosure } from '../components/Disclosure';
import { quantity } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import styles from './evaluations.module.css';

const WIDTH = 400;
const HEIGHT = 120;
/** Rows of the table: a threshold a tenth. */
const TABLE_STEP = 10;

/** Precision and recall by threshold, with a mark at the one that is chosen, and as a table. */
export function ThresholdCurve(props: {
  points: readonly ThresholdPoint[];
  at: ThresholdPoint;
}) {
  const { points, at } = props;
  const share = (value: number | undefined) =>
    value === undefined ? 'none' : quantity(value, 'percent');
  return (
    <>
      <figure className={styles.curve}>
        <svg
          viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <path
            className={styles.curveMark}
            d={`M${at.threshold * WIDTH} 0V${HEIGHT}`}
          />
          <path className={styles.curveRecall} d={line(points, 'recall')} />
          <path
            className={styles.curvePrecision}
            d={line(points, 'precision')}
          />
        </svg>
        <figcaption>
          precision <span aria-hidden="true">———</span> and recall{' '}
          <span aria-hidden="true">– – –</span> by threshold
        </figcaption>
      </figure>
      <Disclosure summary="Precision and recall as a table">
        <ScrollRegion name="Precision and recall by threshold">
          <table className={styles.table}>
            <thead>
              <tr>
                {['threshold', 'precision', 'recall', 'F1'].map(name => (
                  <th key={name} scope="col" className={styles.number}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {points
                .filter((_, place) => place % TABLE_STEP === 0)
                .map(({ threshold, precision, recall, f1 }) => (
                  <tr key={threshold}>
                    <td className={styles.number}>{share(threshold)}</td>
                    <td className={styles.number}>{share(precision)}</td>
                    <td className={styles.number}>{share(recall)}</td>
                    <td className={styles.number}>{share(f1)}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </ScrollRegion>
      </Disclosure>
    </>
  );
}

/** A line through the points that have the share; it breaks where one has none. */
function line(
  points: readonly ThresholdPoint[],
  of: 'precision' | 'recall',
): string {
  let isDrawn = false;
  return points
    .flatMap(point => {
      const value = point[of];
      if (value === undefined) {
        isDrawn = false;
        return [];
      }
      const step = `${isDrawn ? 'L' : 'M'}${(point.threshold * WIDTH).toFixed(
        1,
      )} ${((1 - value) * HEIGHT).toFixed(1)}`;
      isDrawn = true;
      return [step];
    })
    .join('');
}
