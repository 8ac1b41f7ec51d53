import type {
  AssetDetail,
  Plan,
  MadePlan,
} from '@greenroom/backstage-plugin-greenroom-common';
import { EmptyState } from '../../components/EmptyState';
import { Panel } from '../../components/Panel';
import { plural } from '../../components/numbers';
import { PlanFindings } from './PlanFindings';
import { PlanGates } from './PlanGates';
import { PlanMetrics } from './PlanMetrics';
import { type PlanReviewing, PlanRows } from './PlanRows';
import { PlanSlices } from './PlanSlices';
import { rowWords } from './planWords';

/** Gates, metrics, rows one by one, and what else a reviewer wants to know: what decides comes first. */
export function PlanContent(props: {
  asset: AssetDetail;
  made: MadePlan;
  plan: Plan;
  /** Of a pull request, where people agree and comment. */
  review?: PlanReviewing;
}) {
  const { asset, made, plan, review } = props;
  const [first] = made.rows;
  return (
    <>
      <PlanGates plan={plan} />
      <PlanMetrics plan={plan} />
      {made.hidden ? (
        <Panel title={`Changed rows: ${rowWords(plan.rows)}`}>
          <EmptyState title="Rows are hidden from you">
            The counts are of all rows. Seeing rows, labels and slices takes the
            permission greenroom.rows.read. Ask whoever looks after permissions
            in this portal.
          </EmptyState>
        </Panel>
      ) : null}
      {first ? (
        <PlanRows asset={asset} made={made} plan={plan} review={review} />
      ) : null}
      {plan.slices.length > 0 ? (
        <Panel
          title={`${plural(
            plan.slices.length,
            'slice',
          )} would do better or worse`}
        >
          <PlanSlices slices={plan.slices} />
        </Panel>
      ) : null}
      <PlanFindings plan={plan} />
    </>
  );
}
