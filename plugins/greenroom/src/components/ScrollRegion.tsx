import type { ReactNode } from 'react';
import styles from './rows.module.css';

/** What is wider than the page scrolls in here, by keyboard too. */
export function ScrollRegion(props: {
  name: string;
  className?: string;
  children: ReactNode;
}) {
  const { name, className = styles.scroll, children } = props;
  return (
    // A region that scrolls must take focus, or a keyboard can't scroll it (WCAG 2.1.1).
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={className} role="region" aria-label={name} tabIndex={0}>
      {children}
    </div>
  );
}
