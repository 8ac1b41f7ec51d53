import type { ReactNode } from 'react';
import styles from './states.module.css';

/** What stands behind a picture or a sentence, for whoever wants to see it. */
export function Disclosure(props: { summary: ReactNode; children: ReactNode }) {
  return (
    <details className={styles.disclosure}>
      <summary>{props.summary}</summary>
      <div className={styles.disclosed}>{props.children}</div>
    </details>
  );
}
