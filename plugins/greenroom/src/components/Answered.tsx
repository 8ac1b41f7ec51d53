import type { ReactNode } from 'react';
import type { Answer } from './useAnswer';
import { Failure } from './Failure';
import { Loading } from './Loading';
import styles from './states.module.css';

/**
 * The three states of an answer, said alike everywhere. A refetch that fails
 * keeps the last good value on the screen, under a note.
 */
export function Answered<T>(props: {
  answer: Answer<T>;
  /** What is asked for, as in "the versions of digits". */
  what: string;
  still?: string;
  lines?: number;
  children: (value: T) => ReactNode;
}) {
  const { answer, what, still, lines, children } = props;
  if (answer.state === 'loading') return <Loading what={what} lines={lines} />;
  if (answer.state === 'failed') {
    return (
      <Failure
        what={`Could not load ${what}.`}
        error={answer.error}
        still={still ?? 'Nothing was changed; what git holds is untouched.'}
        retry={answer.refetch}
      />
    );
  }
  if (!answer.staleBecause) return <>{children(answer.value)}</>;
  return (
    <div className={styles.stack}>
      <Failure
        what={`Could not refresh ${what}.`}
        error={answer.staleBecause}
        still="Below is what was last loaded."
        retry={answer.refetch}
      />
      {children(answer.value)}
    </div>
  );
}
