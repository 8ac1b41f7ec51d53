import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type {
  AssetDetail,
  Retraining,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { CommitLink, HostLink } from '../components/CommitLink';
import { Disclosure } from '../components/Disclosure';
import { Failure } from '../components/Failure';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { StatusBadge } from '../components/StatusBadge';
import { useAnswer } from '../components/useAnswer';
import { When } from '../components/When';
import {
  causeWord,
  isUnderWay,
  mayTryAgain,
  retrainingRemedy,
  retrainingState,
} from './retrainingWords';
import styles from './evaluations.module.css';

/** Where the trainings stand that changes of a model's data asked for; nothing for a model that names no workflow. */
export function Retrainings(props: { asset: AssetDetail }) {
  const { asset } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(
    () => api.listRetrainings(asset.id),
    [api, asset.id],
    { busy: ({ items }) => items.some(isUnderWay) },
  );
  if (answer.state === 'loading') return null;
  return (
    <Answered answer={answer} what={`the trainings of ${asset.name}`}>
      {({ workflow, items }) => {
        const [newest, ...before] = items;
        if (!newest)
          return workflow === undefined ? null : (
            <p className={styles.muted}>
              A merged change of its training data starts {workflow}. There was
              none since {asset.name} was first read.
            </p>
          );
        const one = (retraining: Retraining) => (
          <OneRetraining
            asset={asset}
            retraining={retraining}
            onRetried={answer.refetch}
          />
        );
        return (
          <Panel title={`Training: ${retrainingState(newest)}`}>
            {one(newest)}
            {before.length > 0 ? (
              <Disclosure
                summary={`${plural(before.length, 'training')} before`}
              >
                <ul className={styles.plain}>
                  {before.map(each => (
                    <li key={each.id}>{one(each)}</li>
                  ))}
                </ul>
              </Disclosure>
            ) : null}
          </Panel>
        );
      }}
    </Answered>
  );
}

function OneRetraining(props: {
  asset: AssetDetail;
  retraining: Retraining;
  onRetried: () => void;
}) {
  const { asset, retraining, onRetried } = props;
  const { attempt, data, endedAt, askedAt, run, reason, reasonUrl, state } =
    retraining;
  const api = useApi(greenroomApiRef);
  const [refused, setRefused] = useState<Error>();
  const remedy = retrainingRemedy(retraining);
  const retry = async () => {
    try {
      await api.retryRetraining(asset.id, retraining.id);
      setRefused(undefined);
    } catch (error) {
      setRefused(error instanceof Error ? error : new Error(String(error)));
    }
    onRetried();
  };
  return (
    <article aria-label={`Training on ${causeWord(retraining)}`}>
      <p className={styles.head}>
        <StatusBadge status={state} />
        <span>
          on {data.name} {data.semver}{' '}
          <CommitLink commit={{ sha: data.commit, url: data.url }} />
          {data.subject ? `: ${data.subject}` : null}
        </span>
        <span className={styles.muted}>
          {endedAt ? 'ended' : 'asked for'} <When at={endedAt ?? askedAt} />
          {attempt > 1 ? `, attempt ${attempt}` : null}
        </span>
        {run ? (
          <HostLink url={run.url}>Run {run.number} on the git host</HostLink>
        ) : null}
      </p>
      {reason || remedy ? (
        <p>
          {reason ?? remedy}{' '}
          <HostLink url={reasonUrl}>{reasonUrl ? 'Its log' : null}</HostLink>
        </p>
      ) : null}
      {refused ? (
        <Failure
          what="The training was not asked for again."
          error={refused}
          still="Nothing was started."
        />
      ) : null}
      {mayTryAgain(retraining) && asset.allowed.includes('run') ? (
        <Button size="small" variant="secondary" onPress={retry}>
          Try again
        </Button>
      ) : null}
    </article>
  );
}
