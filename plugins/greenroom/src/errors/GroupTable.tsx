import type { ReactNode } from 'react';
import { ScrollRegion } from '../components/ScrollRegion';
import styles from './errors.module.css';

/** A table of groups of rows: what each is, its figures, and words about it. */
export function GroupTable(props: {
  name: string;
  /** The head of the first column. */
  what: string;
  figures: readonly string[];
  words?: readonly ReactNode[];
  /** The rows of the table. */
  children: ReactNode;
}) {
  const { name, what, figures, words = [], children } = props;
  return (
    <ScrollRegion name={name}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.group}>
              {what}
            </th>
            {figures.map(figure => (
              <th key={figure} scope="col" className={styles.number}>
                {figure}
              </th>
            ))}
            {words.map((word, index) => (
              <th key={index} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </ScrollRegion>
  );
}
