import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { greenroomApiRef } from '../api';
import { Answered } from './Answered';
import { useAnswer } from './useAnswer';
import styles from './states.module.css';

/** What was written down of a job, fetched once somebody opens it. */
export function JobLines(props: { jobId: string; busy: boolean }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className={styles.disclosure}
      onToggle={event => setOpen(event.currentTarget.open)}
    >
      <summary>Log</summary>
      <div className={styles.disclosed}>
        {isOpen ? <Lines {...props} /> : null}
      </div>
    </details>
  );
}

function Lines({ jobId, busy }: { jobId: string; busy: boolean }) {
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(() => api.getJobLog(jobId), [api, jobId], {
    busy: () => busy,
  });
  return (
    <Answered answer={answer} what="the log of this job">
      {({ lines, hidden }) => (
        <>
          {lines.length === 0 ? <p>Nothing was written down.</p> : null}
          {hidden ? (
            <p>
              What the worker itself wrote is left out: it may say what stands
              in rows, which you may not read.
            </p>
          ) : null}
          <ol className={styles.jobLines}>
            {lines.map(({ at, from, text }, i) => (
              <li key={`${at} ${i}`} data-from={from}>
                <time dateTime={at}>{at.slice(11, 19)}</time> {text}
              </li>
            ))}
          </ol>
        </>
      )}
    </Answered>
  );
}
