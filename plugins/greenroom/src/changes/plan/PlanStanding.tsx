import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import {
  type AssetDetail,
  PLAN_LABEL,
  type PullPlan,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Link } from 'react-router-dom';
import { greenroomApiRef } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { Failure } from '../../components/Failure';
import { FromJob } from '../../components/FromJob';
import { planFinding } from './planWords';
import styles from './plan.module.css';

/** Where a plan stands, and what to do next. */
export function PlanStanding(props: {
  plan: PullPlan;
  asset: AssetDetail;
  onMoved: () => void;
}) {
  const { plan, asset, onMoved } = props;
  switch (plan.state) {
    case 'waiting':
      return <Waiting plan={plan} onPermitted={onMoved} />;
    case 'unread':
      return (
        <Failure
          what={`${asset.name} cannot be read as this pull request leaves it.`}
          error={plan.says}
          still="What is merged is untouched."
          remedy="Push a correction to the branch; it is planned again."
        />
      );
    case 'same':
      return (
        <EmptyState title={`${asset.title} stays as it is`}>
          Neither its content nor what its manifest says changes by this pull
          request.
        </EmptyState>
      );
    case 'superseded':
      return <Superseded plan={plan} />;
    case 'computing':
    case 'failed':
      if (plan.pull.state !== 'open' && plan.job?.state === 'cancelled')
        return (
          <EmptyState
            title={`Pull request #${plan.pull.number} was ${plan.pull.state} before its plan was there`}
          >
            Nothing is worked out any more for what is{' '}
            {plan.pull.state === 'merged' ? 'in git already' : 'given up'}.
          </EmptyState>
        );
      return (
        <FromJob
          job={plan.job}
          value={undefined}
          what={`the plan of pull request #${plan.pull.number}`}
          mayRetry={asset.allowed.includes('run')}
          onRetried={onMoved}
          lines={8}
        >
          {() => null}
        </FromJob>
      );
    case 'ready':
      return plan.plan ? (
        <p className={styles.finding}>{planFinding(plan.plan)}.</p>
      ) : null;
    default:
      throw new Error(`There is no state ${plan.state satisfies never}.`);
  }
}

function Superseded(props: { plan: PullPlan }) {
  const { pull, newerCommit } = props.plan;
  return (
    <EmptyState
      title="Superseded by a later push"
      action={
        newerCommit ? (
          <Link className={styles.link} to={{ search: `?plan=${pull.number}` }}>
            The plan of the newest commit
          </Link>
        ) : undefined
      }
    >
      Somebody pushed to {pull.headBranch} since. What stands here is of the
      commits before.
    </EmptyState>
  );
}

function Waiting(props: { plan: PullPlan; onPermitted: () => void }) {
  const { plan, onPermitted } = props;
  const api = useApi(greenroomApiRef);
  const [asked, setAsked] = useState<'no' | 'asking' | 'yes'>('no');
  const [refused, setRefused] = useState<Error>();
  const permit = async () => {
    setAsked('asking');
    try {
      await api.permitPlan(plan.id);
      setRefused(undefined);
      setAsked('yes');
      onPermitted();
    } catch (error) {
      setAsked('no');
      setRefused(error instanceof Error ? error : new Error(String(error)));
    }
  };
  return (
    <>
      <EmptyState
        title="Waits for somebody with write access"
        action={
          plan.mayPermit ? (
            <Button
              size="small"
              variant="primary"
              isDisabled={asked !== 'no'}
              onPress={permit}
            >
              Let it be planned
            </Button>
          ) : undefined
        }
      >
        {plan.pull.author} opened this pull request from a fork, so none of its
        files is read before somebody with write access has looked at the
        commits. Set the label “{PLAN_LABEL}” on the git host
        {plan.mayPermit ? ', or let it be planned here' : ''}. The next push
        asks again.
      </EmptyState>
      {asked === 'yes' ? (
        <p role="status">It is taken up; this page shows it in a moment.</p>
      ) : null}
      {refused ? (
        <Failure
          what="It was not let."
          error={refused}
          still="Nothing of the fork was read."
        />
      ) : null}
    </>
  );
}
