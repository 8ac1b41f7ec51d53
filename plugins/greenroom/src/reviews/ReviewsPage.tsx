import { useApi } from '@backstage/core-plugin-api';
import type { ReviewSummary } from '@greenroom/backstage-plugin-greenroom-common';
import { Link } from 'react-router-dom';
import { ownerName } from '../assets/AssetsTable';
import { Answered } from '../components/Answered';
import { EmptyState } from '../components/EmptyState';
import { Pager } from '../components/Pager';
import { Panel } from '../components/Panel';
import { StatusBadge } from '../components/StatusBadge';
import { useAddress } from '../components/useAddress';
import { useAnswer } from '../components/useAnswer';
import { When } from '../components/When';
import table from '../assets/assets.module.css';
import { reviewsApiRef } from './reviewsApi';
import {
  personName,
  queueFinding,
  reviewTitle,
  standingWords,
} from './reviewWords';
import styles from './reviews.module.css';

const PAGE = 50;

/** `/greenroom/reviews`: model versions that wait for a judgement, and what was decided. */
export function ReviewsPage() {
  const api = useApi(reviewsApiRef);
  const [params, goTo] = useAddress();
  const offset = Math.max(0, Number(params.get('from') ?? 0) || 0);
  const answer = useAnswer(
    () => api.listReviews({ offset, limit: PAGE }),
    [api, offset],
    { keep: true },
  );
  return (
    <Answered
      answer={answer}
      what="the queue of reviews"
      still="Decisions that were merged are in git."
      lines={6}
    >
      {({ items, total }) => (
        <Panel title={queueFinding(items)}>
          {items.length === 0 ? (
            <EmptyState title="No review yet">
              This shows model versions that wait for a judgement, and what was
              decided of others. Ask for the first one on the overview of a
              model: “Request review”.
            </EmptyState>
          ) : (
            <Queue items={items} />
          )}
          {total > PAGE ? (
            <Pager
              offset={offset}
              limit={PAGE}
              total={total}
              what="reviews"
              onMove={to =>
                goTo({ params: { from: to === 0 ? undefined : String(to) } })
              }
            />
          ) : null}
        </Panel>
      )}
    </Answered>
  );
}

function Queue(props: { items: readonly ReviewSummary[] }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">version</th>
          <th scope="col">owner</th>
          <th scope="col">asked for by</th>
          <th scope="col" className={table.number}>
            agreed
          </th>
          <th scope="col">stands</th>
        </tr>
      </thead>
      <tbody>
        {props.items.map(review => (
          <QueueRow key={review.id} review={review} />
        ))}
      </tbody>
    </table>
  );
}

function QueueRow(props: { review: ReviewSummary }) {
  const { review } = props;
  const { requestedBy, openQuestions } = review;
  const { words, tone } = standingWords(review);
  return (
    <tr className={table.row}>
      <th scope="row">
        <Link className={table.name} to={review.id}>
          {reviewTitle(review)}
        </Link>
        {review.reason ? (
          <span className={table.title}>{review.reason}</span>
        ) : null}
      </th>
      <td data-name="owner">{ownerName(review.owner)}</td>
      <td data-name="asked for by">
        <span>
          {requestedBy.type === 'person'
            ? personName(requestedBy.person)
            : `the rule “${requestedBy.rule}”`}
          <span className={table.muted}>
            <When at={review.requestedAt} />
          </span>
        </span>
      </td>
      <td data-name="agreed" className={table.number}>
        <span>
          {review.agreed} of {review.sections}
          {openQuestions > 0 ? (
            <span className={table.muted}>
              {openQuestions} open{' '}
              {openQuestions === 1 ? 'question' : 'questions'}
            </span>
          ) : null}
        </span>
      </td>
      <td data-name="stands">
        <span className={styles.standing}>
          <StatusBadge status={review.state} tone={tone}>
            {words}
          </StatusBadge>
          {review.waitsForMe ? (
            <span className={table.muted}>waits for you</span>
          ) : null}
        </span>
      </td>
    </tr>
  );
}
