import type { ClassPrecision } from '@greenroom/backstage-plugin-greenroom-common';
import { Disclosure } from '../components/Disclosure';
import { count, quantity } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import styles from './evaluations.module.css';

/** Average precision of each class of boxes, the worst first. */
export function ClassPrecisions(props: { classes: readonly ClassPrecision[] }) {
  const classes = [...props.classes].sort((a, b) => (a.ap ?? 1) - (b.ap ?? 1));
  const [worst] = classes;
  const share = (value: number | undefined) =>
    value === undefined ? 'none drawn' : quantity(value, 'percent');
  return (
    <Disclosure
      summary={
        worst?.ap === undefined
          ? 'Average precision of each class'
          : `Finds ${worst.class} worst: average precision ${share(worst.ap)}`
      }
    >
      <ScrollRegion name="Average precision of each class">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">class</th>
              <th scope="col" className={styles.number}>
                AP
              </th>
              <th scope="col" className={styles.number}>
                AP at IoU 0.5
              </th>
              <th scope="col" className={styles.number}>
                boxes
              </th>
            </tr>
          </thead>
          <tbody>
            {classes.map(each => (
              <tr key={each.class}>
                <th scope="row">{each.class}</th>
                <td className={styles.number}>{share(each.ap)}</td>
                <td className={styles.number}>{share(each.ap50)}</td>
                <td className={styles.number}>{count(each.given)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Disclosure>
  );
}
