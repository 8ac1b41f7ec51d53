import { Link } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  Run,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { isRunning } from '../components/JobProgress';
import { metricName } from '../components/numbers';
import { StatusBadge } from '../components/StatusBadge';
import { useAnswer } from '../components/useAnswer';
import { useAssetHref } from '../components/useAssetHref';
import styles from './overview.module.css';

/** The newest finished run of each evaluation; runs come newest first. */
export function newestRuns(runs: readonly Run[]): Run[] {
  const newest = new Map<string, Run>();
  for (const run of runs) {
    if (run.job.state === 'succeeded' && !newest.has(run.evaluation))
      newest.set(run.evaluation, run);
  }
  return [...newest.values()];
}

/** Models: the gates of the newest run of each evaluation. */
export function Gates(props: { asset: AssetDetail }) {
  return props.asset.kind === 'model' ? (
    <ModelGates asset={props.asset} />
  ) : null;
}

function ModelGates(props: { asset: AssetDetail }) {
  const { asset } = props;
  const api = useApi(greenroomApiRef);
  const href = useAssetHref();
  const answer = useAnswer(
    () => api.listRuns({ modelAssetId: asset.id }),
    [api, asset.id],
    {
      busy: ({ items }) => items.some(run => isRunning(run.job)),
    },
  );
  return (
    <div>
      <dt>gates</dt>
      <dd>
        <Answered answer={answer} what="the gates" lines={1}>
          {({ items }) => {
            const gates = newestRuns(items).flatMap(run =>
              (run.gates ?? []).map(gate => ({ run, gate })),
            );
            if (gates.length === 0)
              return (
                <span className={styles.reason}>
                  none has been measured yet
                </span>
              );
            return (
              <ul className={styles.list}>
                {gates.map(({ run, gate }) => (
                  <li key={`${run.id} ${gate.metric}`}>
                    <Link
                      className={styles.link}
                      to={href(asset.entityRef, 'evaluations', { run: run.id })}
                      title={gate.reason}
                    >
                      <StatusBadge status={gate.passed ? 'passed' : 'failed'}>
                        {metricName(gate.metric)} on {run.evaluation}{' '}
                        {gate.passed ? 'passed' : 'failed'}
                      </StatusBadge>
                    </Link>
                  </li>
                ))}
              </ul>
            );
          }}
        </Answered>
      </dd>
    </div>
  );
}
