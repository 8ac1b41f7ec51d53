import type { AugmentationPreview } from '@greenroom/backstage-plugin-greenroom-common';
import { count } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import rowStyles from '../components/rows.module.css';
import styles from './augment.module.css';

/** More classes are told by the table of a class's own page. */
const SHOWN_CLASSES = 30;

/** Rows of each class in the training split, as they are and with those that are added. */
export function ClassesBeforeAfter(props: {
  classes: NonNullable<AugmentationPreview['counts']>['classes'];
}) {
  const { classes } = props;
  const most = Math.max(
    1,
    ...classes.map(({ before, added }) => before + added),
  );
  const width = (rows: number) => `${(rows / most) * 100}%`;
  return (
    <ScrollRegion name="Rows of each class before and after">
      <table className={rowStyles.table}>
        <thead>
          <tr>
            <th scope="col">class</th>
            <th scope="col" className={rowStyles.number}>
              before
            </th>
            <th scope="col" className={rowStyles.number}>
              added
            </th>
            <th scope="col" className={rowStyles.number}>
              after
            </th>
            <th scope="col">share of the largest</th>
          </tr>
        </thead>
        <tbody>
          {classes.slice(0, SHOWN_CLASSES).map(({ label, before, added }) => (
            <tr key={label}>
              <td>{label}</td>
              <td className={rowStyles.number}>{count(before)}</td>
              <td className={rowStyles.number}>+{count(added)}</td>
              <td className={rowStyles.number}>{count(before + added)}</td>
              <td>
                <span className={styles.bar} aria-hidden="true">
                  <span style={{ width: width(before) }} />
                  <span data-added style={{ width: width(added) }} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
