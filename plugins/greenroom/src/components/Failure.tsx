import { Button } from '@backstage/ui';
import { RiErrorWarningLine } from '@remixicon/react';
import styles from './states.module.css';

/** What failed, what is still true, and what to do. */
export function Failure(props: {
  /** What failed, as a sentence: "The versions of digits could not be loaded." */
  what: string;
  error: Error | string;
  /** What is still true in spite of it. */
  still?: string;
  /** What to do; "Try again" is offered whenever `retry` is given. */
  remedy?: string;
  retry?: () => void;
}) {
  const { what, error, still, remedy, retry } = props;
  return (
    <div className={styles.failure} role="alert">
      <p className={styles.failureTitle}>
        <RiErrorWarningLine size={18} aria-hidden="true" />
        {what}
      </p>
      <p>{typeof error === 'string' ? error : error.message}</p>
      {still ? <p>{still}</p> : null}
      {remedy ? <p>{remedy}</p> : null}
      {retry ? (
        <Button size="small" variant="secondary" onPress={retry}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}
