import type { ReactNode } from 'react';
import styles from './states.module.css';

/** Nothing yet: what this place will show, and the first step towards it. */
export function EmptyState(props: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{props.title}</p>
      <p>{props.children}</p>
      {props.action}
    </div>
  );
}
