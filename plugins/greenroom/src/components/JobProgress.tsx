import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import type { JobStatus } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Failure } from './Failure';
import { StatusBadge } from './StatusBadge';
import { When } from './When';
import styles from './states.module.css';

/** Is there still work behind this? */
export function isRunning(job: JobStatus): boolean {
  return job.state === 'queued' || job.state === 'running';
}

/** Where a job stands: a bar with words while it runs, and a way to end it; the reason and a retry once it failed. */
export function JobProgress(props: {
  job: JobStatus;
  /** What the job makes, as in "label quality of digits 1.4.0". */
  what: string;
  /** May the reader cancel it, and try it again? */
  mayRetry?: boolean;
  /** It was cancelled or tried again. */
  onRetried?: () => void;
}) {
  const { job, what, mayRetry = false, onRetried } = props;
  const api = useApi(greenroomApiRef);
  const [refused, setRefused] = useState<Error>();
  const change = async (asked: () => Promise<JobStatus>) => {
    try {
      await asked();
      setRefused(undefined);
      onRetried?.();
    } catch (error) {
      setRefused(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const retry = () => change(() => api.retryJob(job.id));
  const cancel = () => change(() => api.cancelJob(job.id));

  if (job.state === 'failed' || job.state === 'cancelled') {
    return (
      <Failure
        what={`Computing ${what} ${
          job.state === 'failed' ? 'failed' : 'was stopped'
        }.`}
        error={refused ?? job.error ?? 'The job gave no reason.'}
        still="The data in git and earlier results are untouched."
        retry={mayRetry ? retry : undefined}
      />
    );
  }
  if (!isRunning(job)) {
    return (
      <StatusBadge status={job.state}>
        <span>
          {what}: {job.state}{' '}
          {job.finishedAt ? <When at={job.finishedAt} /> : null}
        </span>
      </StatusBadge>
    );
  }
  const percent = Math.round(job.progress * 100);
  const words =
    job.state === 'queued' ? 'Waiting for a worker' : job.message ?? 'Running';
  return (
    <div className={styles.job}>
      <span className={styles.jobWords}>
        {words}: {what}, {percent} %
        {mayRetry ? (
          <Button
            size="small"
            variant="tertiary"
            aria-label={`Cancel ${what}`}
            onPress={cancel}
          >
            Cancel
          </Button>
        ) : null}
      </span>
      {refused ? <span role="alert">{refused.message}</span> : null}
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={what}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}
