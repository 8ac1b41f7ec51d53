import type { ReactNode } from 'react';
import { Answered } from '../components/Answered';
import type { Answer } from '../components/useAnswer';
import styles from './errors.module.css';

/** An answer that stays on the screen, marked as busy, while the next one comes. */
export function Explored<T>(props: {
  answer: Answer<T>;
  what: string;
  lines?: number;
  children: (value: T) => ReactNode;
}) {
  const { answer, what, lines, children } = props;
  return (
    <Answered
      answer={answer}
      what={what}
      lines={lines}
      still="The run is kept. Take a condition off the filter, or choose another run."
    >
      {value => (
        <div
          className={styles.explored}
          aria-busy={answer.state === 'ready' && answer.refreshing}
        >
          {children(value)}
        </div>
      )}
    </Answered>
  );
}
