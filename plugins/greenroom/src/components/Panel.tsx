import { type ReactNode, useId } from 'react';
import styles from './states.module.css';

/** A titled part of a page. The title says the finding, not the widget. */
export function Panel(props: {
  title: ReactNode;
  /** Heading level: 2 under the page's title, 3 inside another panel's part. */
  level?: 2 | 3;
  actions?: ReactNode;
  note?: ReactNode;
  children: ReactNode;
}) {
  const { title, level = 2, actions, note, children } = props;
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <div className={styles.panelHead}>
        <Heading id={id} className={styles.panelTitle}>
          {title}
        </Heading>
        {actions}
      </div>
      {note ? <p className={styles.panelNote}>{note}</p> : null}
      {children}
    </section>
  );
}
