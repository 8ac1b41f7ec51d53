import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  Plan,
  PullPlan,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Link } from 'react-router-dom';
import { greenroomApiRef } from '../../api';
import { Answered } from '../../components/Answered';
import { CommitLink, HostLink } from '../../components/CommitLink';
import { Panel } from '../../components/Panel';
import { StatusBadge } from '../../components/StatusBadge';
import { useAnswer } from '../../components/useAnswer';
import { When } from '../../components/When';
import { PlanContent } from './PlanContent';
import { PlanStanding } from './PlanStanding';
import { usePlanReview } from './usePlanReview';
import { standingWords } from './planWords';
import styles from './plan.module.css';

/** What one pull request would do to an asset, for whoever reviews it. */
export function PlanPage(props: {
  asset: AssetDetail;
  number: number;
  /** Of a push; the newest where none is named. */
  commit?: string;
}) {
  const { asset, number, commit } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(
    () => api.getPlan(asset.id, { number, commit }),
    [api, asset.id, number, commit],
    { busy: ({ state }) => state === 'computing' },
  );
  return (
    <div className={styles.page}>
      <p>
        <Link className={styles.link} to={{ search: '' }}>
          All changes to {asset.title}
        </Link>
      </p>
      <Answered
        answer={answer}
        what={`the plan of pull request #${number}`}
        still="The pull request on the git host is untouched."
        lines={8}
      >
        {plan => (
          <>
            <Panel title={plan.pull.title} note={<Origin plan={plan} />}>
              <PlanStanding
                plan={plan}
                asset={asset}
                onMoved={answer.refetch}
              />
            </Panel>
            {plan.plan && asset.allowed.includes('readRows') ? (
              <Reviewed asset={asset} made={plan} plan={plan.plan} />
            ) : null}
            {plan.plan && !asset.allowed.includes('readRows') ? (
              <PlanContent asset={asset} made={plan} plan={plan.plan} />
            ) : null}
          </>
        )}
      </Answered>
    </div>
  );
}

/** Its rows are agreed to and commented on by whoever may see them. */
function Reviewed(props: { asset: AssetDetail; made: PullPlan; plan: Plan }) {
  const { asset, made, plan } = props;
  const review = usePlanReview(made.id);
  return <PlanContent asset={asset} made={made} plan={plan} review={review} />;
}

function Origin(props: { plan: PullPlan }) {
  const { pull, headCommit, headUrl, updatedAt, permittedBy, state, verdict } =
    props.plan;
  const { word, tone } = standingWords({ state, verdict, pull });
  return (
    <span className={styles.origin}>
      <StatusBadge status={state} tone={tone}>
        {word}
      </StatusBadge>
      <span>
        <HostLink url={pull.url}>Pull request #{pull.number}</HostLink> (
        {pull.state}) by {pull.author}
        {pull.fork ? ', from a fork' : ''}: <code>{pull.headBranch}</code> into{' '}
        <code>{pull.baseBranch}</code> at{' '}
        <CommitLink commit={{ sha: headCommit, url: headUrl }} />,{' '}
        <When at={updatedAt} />
        {permittedBy ? `; let by ${permittedBy}` : ''}
      </span>
    </span>
  );
}
