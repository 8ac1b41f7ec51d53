import type { MissingPoint } from '@greenroom/backstage-plugin-greenroom-common';
import { ScrollRegion } from '../components/ScrollRegion';
import rowStyles from '../components/rows.module.css';
import styles from './cards.module.css';

/** What templates ask for and the card does not say, with where to write it. */
export function MissingTable(props: { missing: readonly MissingPoint[] }) {
  return (
    <ScrollRegion name="What the card does not say">
      <table className={rowStyles.table}>
        <thead>
          <tr>
            <th scope="col">point</th>
            <th scope="col">what to write</th>
            <th scope="col">where</th>
          </tr>
        </thead>
        <tbody>
          {props.missing.map(({ template, point, title, write }) => (
            <tr key={`${template} ${point}`}>
              <th scope="row" className={styles.figure}>
                {point === title ? title : `${point} ${title}`}
                <span className={styles.place}>{template}</span>
              </th>
              <td className={styles.why}>{write.hint}</td>
              <td>
                {write.path}:{write.line}
                {write.heading ? (
                  <span className={styles.place}>under {write.heading}</span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
