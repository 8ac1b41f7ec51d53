import { useApi } from '@backstage/core-plugin-api';
import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { Link } from 'react-router-dom';
import { greenroomApiRef } from '../../api';
import { Answered } from '../../components/Answered';
import { FromJob } from '../../components/FromJob';
import { isRunning } from '../../components/JobProgress';
import { Panel } from '../../components/Panel';
import { useAnswer } from '../../components/useAnswer';
import { PlanContent } from './PlanContent';
import { planFinding } from './planWords';
import styles from './plan.module.css';

/** What the caller's basket would do, before it is a pull request. */
export function BasketPlanPage(props: { asset: AssetDetail }) {
  const { asset } = props;
  const api = useApi(greenroomApiRef);
  // Files are edited for each question, so how far it is is asked of the job.
  const begun = useAnswer(() => api.planBasket(asset.id), [api, asset.id], {
    settled: true,
  });
  return (
    <div className={styles.page}>
      <p>
        <Link className={styles.link} to={{ search: '' }}>
          Your basket and all changes to {asset.title}
        </Link>
      </p>
      <Answered
        answer={begun}
        what="the plan of your basket"
        still="Your basket is kept as it is."
        lines={8}
      >
        {({ id }) => <Begun asset={asset} planId={id} />}
      </Answered>
    </div>
  );
}

function Begun(props: { asset: AssetDetail; planId: string }) {
  const { asset, planId } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(() => api.getMadePlan(planId), [api, planId], {
    busy: ({ job }) => job !== undefined && isRunning(job),
  });
  return (
    <Answered
      answer={answer}
      what="the plan of your basket"
      still="Your basket is kept as it is."
      lines={8}
    >
      {made => (
        <FromJob
          job={made.job}
          value={made.plan}
          what="the plan of your basket"
          mayRetry={asset.allowed.includes('run')}
          onRetried={answer.refetch}
          lines={8}
        >
          {plan => (
            <div className={styles.page}>
              <Panel title="Your basket, were it merged">
                <p className={styles.finding}>{planFinding(plan)}.</p>
              </Panel>
              <PlanContent asset={asset} made={made} plan={plan} />
            </div>
          )}
        </FromJob>
      )}
    </Answered>
  );
}
