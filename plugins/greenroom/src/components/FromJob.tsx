import type { ReactNode } from 'react';
import type { JobStatus } from '@greenroom/backstage-plugin-greenroom-common';
import { isRunning, JobProgress } from './JobProgress';
import { Loading } from './Loading';
import styles from './states.module.css';

/**
 * What a job made, once it is there. Until then how far it is, in the size of
 * what is coming; the reason and a retry where it failed. A value that is there
 * while the job still runs stays under its progress.
 */
export function FromJob<T>(props: {
  job: JobStatus | undefined;
  value: T | undefined;
  /** What the job makes, as in "the profile of 1.4.0". */
  what: string;
  mayRetry: boolean;
  onRetried: () => void;
  lines?: number;
  children: (value: T) => ReactNode;
}) {
  const { job, value, what, mayRetry, onRetried, lines = 6, children } = props;
  const unfinished = job !== undefined && job.state !== 'succeeded';
  return (
    <div className={styles.stack}>
      {unfinished ? (
        <JobProgress
          job={job}
          what={what}
          mayRetry={mayRetry}
          onRetried={onRetried}
        />
      ) : null}
      {value !== undefined ? <div>{children(value)}</div> : null}
      {value === undefined && (job === undefined || isRunning(job)) ? (
        <Loading what={what} lines={lines} />
      ) : null}
    </div>
  );
}
