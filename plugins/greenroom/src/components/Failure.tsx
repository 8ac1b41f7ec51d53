import { ResponseError } from '@backstage/errors';
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
      <p>{saidBy(error)}</p>
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

/** Of a request that was refused, what the backend said and not that it failed. */
function saidBy(error: Error | string): string {
  if (typeof error === 'string') return error;
  return ResponseError.is(error) && error.cause.message
    ? error.cause.message
    : error.message;
}
