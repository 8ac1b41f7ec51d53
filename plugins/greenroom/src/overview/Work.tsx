import { useApi } from '@backstage/core-plugin-api';
import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { isRunning, JobProgress } from '../components/JobProgress';
import { ReadAgain } from '../components/ReadAgain';
import { useAnswer } from '../components/useAnswer';
import styles from './overview.module.css';

/** What is being computed for this asset, what failed, and reading it again by hand. */
export function Work(props: { asset: AssetDetail }) {
  const { asset } = props;
  const api = useApi(greenroomApiRef);
  const mayRun = asset.allowed.includes('run');
  const answer = useAnswer(
    () => api.listJobs({ assetId: asset.id }),
    [api, asset.id],
    { busy: jobs => jobs.some(isRunning) },
  );
  return (
    <div>
      <dt>work</dt>
      <dd className={styles.work}>
        <Answered answer={answer} what="the jobs of this asset" lines={1}>
          {jobs => {
            const shown = jobs.filter(
              job => isRunning(job) || job.state === 'failed',
            );
            if (shown.length === 0) {
              return <span className={styles.reason}>nothing is running</span>;
            }
            return (
              <>
                {shown.map(job => (
                  <JobProgress
                    key={job.id}
                    job={job}
                    what={`${job.kind} of ${asset.name}`}
                    mayRetry={mayRun}
                    onRetried={answer.refetch}
                  />
                ))}
              </>
            );
          }}
        </Answered>
        <ReadAgain asset={asset} onAsked={answer.refetch} />
      </dd>
    </div>
  );
}
