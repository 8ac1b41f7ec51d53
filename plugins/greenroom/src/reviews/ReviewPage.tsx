import { useApi } from '@backstage/core-plugin-api';
import type { Review } from '@greenroom/backstage-plugin-greenroom-common';
import { Link, useParams } from 'react-router-dom';
import { Answered } from '../components/Answered';
import { CommitLink } from '../components/CommitLink';
import { Panel } from '../components/Panel';
import { StatusBadge } from '../components/StatusBadge';
import { useAnswer } from '../components/useAnswer';
import { useAssetHref } from '../components/useAssetHref';
import { When } from '../components/When';
import { DecisionForm } from './DecisionForm';
import { PinAnew } from './PinAnew';
import { PinnedFiles } from './PinnedFiles';
import { Questions } from './Questions';
import { ReviewSections } from './ReviewSections';
import { reviewsApiRef } from './reviewsApi';
import { personName, reviewFinding, standingWords } from './reviewWords';
import { Signatures } from './Signatures';
import { StatementPanel } from './StatementPanel';
import { useReviewDeed } from './useReviewDeed';
import { Withdraw } from './Withdraw';
import styles from './reviews.module.css';

/** `/greenroom/reviews/<id>`: everything that a judgement rests on, and the judgement. */
export function ReviewPage() {
  const { reviewId = '' } = useParams();
  const api = useApi(reviewsApiRef);
  const answer = useAnswer(() => api.getReview(reviewId), [api, reviewId], {
    // What is pinned moves by no job; what others say and the host tells is asked for.
    settled: true,
    busy: ({ state }) => state === 'open' || state === 'decided',
    pollSeconds: 10,
  });
  return (
    <div className={styles.page}>
      <p>
        <Link className={styles.link} to=".." relative="path">
          All reviews
        </Link>
      </p>
      <Answered
        answer={answer}
        what="this review"
        still="Decisions that were merged are in git."
        lines={10}
      >
        {review => <ReviewContent review={review} onMoved={answer.refetch} />}
      </Answered>
    </div>
  );
}

function ReviewContent(props: { review: Review; onMoved: () => void }) {
  const { review, onMoved } = props;
  const deed = useReviewDeed(review.id, onMoved);
  const shared = { review, deed };
  return (
    <>
      <Panel
        title={reviewFinding(review)}
        note={<Origin review={review} />}
        actions={<Withdraw {...shared} />}
      >
        <Standing review={review} />
        <Signatures {...shared} />
      </Panel>
      <PinAnew review={review} />
      {review.statement ? (
        <StatementPanel {...shared} statement={review.statement} />
      ) : null}
      <ReviewSections {...shared} />
      <Questions {...shared} />
      <DecisionForm {...shared} />
      <PinnedFiles review={review} />
    </>
  );
}

function Origin(props: { review: Review }) {
  const { review } = props;
  const href = useAssetHref();
  const { words, tone } = standingWords(review);
  const { requestedBy } = review;
  return (
    <span className={styles.origin}>
      <StatusBadge status={review.state} tone={tone}>
        {words}
      </StatusBadge>
      <span>
        <Link className={styles.link} to={href(review.entityRef)}>
          {review.name}
        </Link>{' '}
        at{' '}
        <CommitLink
          commit={{ sha: review.revision, url: review.revisionUrl }}
        />
        , asked for by{' '}
        {requestedBy.type === 'person'
          ? personName(requestedBy.person)
          : `the rule “${requestedBy.rule}”`}{' '}
        <When at={review.requestedAt} />
        {review.reason ? `: ${review.reason}` : ''}
      </span>
    </span>
  );
}

function Standing(props: { review: Review }) {
  const { standing } = props.review;
  if (standing.state !== 'outdated') return null;
  return (
    <ul className={styles.reasons}>
      {standing.reasons.map(reason => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}
