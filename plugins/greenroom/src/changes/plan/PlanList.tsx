import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  PlanSummary,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { Answered } from '../../components/Answered';
import { EmptyState } from '../../components/EmptyState';
import { plural } from '../../components/numbers';
import { Panel } from '../../components/Panel';
import { StatusBadge } from '../../components/StatusBadge';
import { useAnswer } from '../../components/useAnswer';
import { When } from '../../components/When';
import { PlanLink } from './PlanLink';
import { standingWords } from './planWords';
import styles from './plan.module.css';

/** Pull requests that touch an asset, whoever opened them, each with what it would do. */
export function PlanList(props: { asset: AssetDetail }) {
  const { asset } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(() => api.listPlans(asset.id), [api, asset.id]);
  return (
    <Answered answer={answer} what={`the plans of ${asset.name}`} lines={2}>
      {({ items }) => {
        const open = items.filter(({ pull }) => pull.state === 'open').length;
        return (
          <Panel
            title={`${plural(open, 'open pull request')} would change ${
              asset.title
            }`}
          >
            {items.length === 0 ? (
              <EmptyState title="No plans yet">
                Every pull request that touches the tables, the manifest or the
                model is planned within a minute of its push, and stands here
                with what it would do. Open one on the git host, or propose your
                basket.
              </EmptyState>
            ) : (
              <ul className={styles.plain}>
                {items.map(plan => (
                  <PlanItem key={plan.id} asset={asset} plan={plan} />
                ))}
              </ul>
            )}
          </Panel>
        );
      }}
    </Answered>
  );
}

function PlanItem(props: { asset: AssetDetail; plan: PlanSummary }) {
  const { asset } = props;
  const { pull, state, says, updatedAt } = props.plan;
  const { word, tone } = standingWords(props.plan);
  return (
    <li>
      <StatusBadge status={state} tone={tone}>
        {word}
      </StatusBadge>
      <span>
        <PlanLink asset={asset} plan={pull.number}>
          Plan of #{pull.number}, {pull.title}
        </PlanLink>{' '}
        <span className={styles.muted}>
          ({pull.state}) by {pull.author}, <When at={updatedAt} />. {says}
        </span>
      </span>
    </li>
  );
}
