import type {
  AssetDetail,
  ChangedRowPage,
  Plan,
  MadePlan,
} from '@greenroom/backstage-plugin-greenroom-common';
import { EmptyState } from '../../components/EmptyState';
import { Failure } from '../../components/Failure';
import { count, plural } from '../../components/numbers';
import { PageFromJob } from '../../components/PageFromJob';
import { Pager } from '../../components/Pager';
import { Panel } from '../../components/Panel';
import { ChangedRowsFilterBar } from '../../data/ChangedRowsFilterBar';
import { ChangedRowsTable } from '../../data/ChangedRowsTable';
import { Transitions } from '../../data/Transitions';
import { PlanRowStage } from './PlanRowStage';
import { rowWords } from './planWords';
import type { usePlanReview } from './usePlanReview';
import { PAGE_ROWS, usePlanSteps } from './usePlanSteps';
import rowStyles from '../../components/rows.module.css';
import styles from './plan.module.css';

export type PlanReviewing = ReturnType<typeof usePlanReview>;

/** The changed rows: from which label to which, and one by one. */
export function PlanRows(props: {
  asset: AssetDetail;
  made: MadePlan;
  plan: Plan;
  /** Of a pull request, where people agree and comment. */
  review?: PlanReviewing;
}) {
  const { asset, made, plan, review } = props;
  const steps = usePlanSteps(made);
  const { answer, filter, sort, setFilter, setSort } = steps;
  const planned = plan.assets.find(
    ({ name, kind }) => kind === 'Dataset' && name === steps.asset.asset,
  );
  const transitions = plan.labelTransitions.filter(
    each => each.asset === steps.asset.asset,
  );
  const rows = planned?.rows ?? plan.rows;
  return (
    <Panel title={`${steps.asset.asset}: ${rowWords(rows)}`}>
      {made.rows.length > 1 ? (
        <label className={styles.choice}>
          Data set{' '}
          <select
            value={steps.asset.asset}
            onChange={event => steps.choose(event.target.value)}
          >
            {made.rows.map(each => (
              <option key={each.asset} value={each.asset}>
                {each.asset} ({count(each.total)})
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {transitions.length > 0 ? (
        <>
          <h3 className={styles.part}>Label transitions</h3>
          <Transitions
            transitions={transitions}
            classes={asset.classes}
            picked={filter.transition}
            onPick={transition => setFilter({ ...filter, transition })}
          />
        </>
      ) : null}
      <h3 className={styles.part}>Changed rows, one by one</h3>
      <ChangedRowsFilterBar
        comparison={{
          matchedBy: steps.asset.matchedBy,
          rows,
          cells: planned?.cells ?? {},
        }}
        filter={filter}
        sort={sort}
        onFilter={setFilter}
        onSort={setSort}
      />
      <PageFromJob
        answer={answer}
        what="the changed rows"
        mayRetry={asset.allowed.includes('run')}
      >
        {page => (
          <Page
            made={made}
            plan={plan}
            page={page}
            steps={steps}
            review={review}
            mayComment={asset.allowed.includes('propose')}
          />
        )}
      </PageFromJob>
    </Panel>
  );
}

function agreedOf(page: ChangedRowPage, { agreed }: PlanReviewing): number {
  return page.rows.filter(({ print }) => print && agreed.has(print)).length;
}

function Page(props: {
  made: MadePlan;
  plan: Plan;
  page: ChangedRowPage;
  steps: ReturnType<typeof usePlanSteps>;
  review?: PlanReviewing;
  mayComment: boolean;
}) {
  const { made, plan, page, steps, review, mayComment } = props;
  const { asset, at } = steps;
  const row = page.rows[at - page.offset];
  if (page.rows.length === 0)
    return (
      <EmptyState title="No changed row passes this filter">
        Clear the filter to see every row that changes.
      </EmptyState>
    );
  return (
    <>
      {page.masked.length > 0 ? (
        <p className={rowStyles.note}>
          Hidden from you as personal data: {page.masked.join(', ')}.
        </p>
      ) : null}
      {row ? (
        <PlanRowStage
          planId={made.id}
          asset={asset}
          row={row}
          place={`${count(at + 1)} of ${count(page.total)}`}
          debt={plan.debt.filter(each => each.asset === asset.asset)}
          review={
            review && row.print !== undefined
              ? {
                  agreed: review.agreed.has(row.print),
                  onAgree: word => review.say(row.print!, word),
                  commentsOf: mayComment ? made.id : undefined,
                }
              : undefined
          }
          onStep={by => steps.step(by, page.total)}
        />
      ) : null}
      {review ? (
        <p className={rowStyles.note} role="status">
          You agreed to {count(agreedOf(page, review))} of{' '}
          {plural(page.rows.length, 'row')} on this page.
        </p>
      ) : null}
      {review?.error ? (
        <Failure
          what="Your mark was not kept."
          error={review.error}
          still="The other marks are kept."
        />
      ) : null}
      <ChangedRowsTable
        name="Changed rows of this page"
        rows={page.rows}
        onOpen={(_, index) => steps.go(page.offset + index)}
      />
      <Pager
        offset={page.offset}
        limit={PAGE_ROWS}
        total={page.total}
        what="changed rows"
        onMove={steps.go}
      />
    </>
  );
}
