import { type FormEvent, useId, useState } from 'react';
import { Button } from '@backstage/ui';
import {
  type Review,
  type ReviewDecision,
  reviewDecisionSchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import { EmptyState } from '../components/EmptyState';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import changes from '../changes/changes.module.css';
import { DECISION_TITLES } from './reviewWords';
import type { ReviewDeed } from './useReviewDeed';
import styles from './reviews.module.css';

/** Approve, approve with conditions, or reject; whoever may not is told why. */
export function DecisionForm(props: { review: Review; deed: ReviewDeed }) {
  const { review, deed } = props;
  if (review.state !== 'open') return null;
  if (!review.allowed.includes('decide'))
    return review.barred ? (
      <Panel title="This is not yours to decide">
        <EmptyState title="Somebody else must sign">{review.barred}</EmptyState>
      </Panel>
    ) : null;
  return <Decide review={review} deed={deed} />;
}

function Decide(props: { review: Review; deed: ReviewDeed }) {
  const { review, deed } = props;
  const id = useId();
  const [decision, setDecision] = useState<ReviewDecision>();
  const [conditions, setConditions] = useState('');
  const [comment, setComment] = useState('');
  const named = conditions
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
  const wantsConditions = decision === 'approved with conditions';
  const isWhole =
    decision !== undefined && (!wantsConditions || named.length > 0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole) return;
    deed.run('Your decision was not taken.', (api, reviewId) =>
      api.decideReview(reviewId, {
        decision,
        conditions: wantsConditions ? named : [],
        comment: comment.trim() || undefined,
      }),
    );
  };
  return (
    <Panel
      title={`Your decision: ${plural(review.missing, 'signature')} missing`}
      note="It is signed, and written to git by a pull request."
    >
      <form
        className={styles.decision}
        aria-label="Your decision"
        onSubmit={submit}
      >
        <fieldset className={styles.choices}>
          <legend className={styles.hidden}>Decision</legend>
          {reviewDecisionSchema.options.map(option => (
            <label key={option}>
              <input
                type="radio"
                name={`${id}-decision`}
                checked={decision === option}
                onChange={() => setDecision(option)}
              />
              {DECISION_TITLES[option]}
            </label>
          ))}
        </fieldset>
        {wantsConditions ? (
          <>
            <label htmlFor={`${id}-conditions`}>
              Conditions, a line each: what must hold for it to stand
            </label>
            <textarea
              id={`${id}-conditions`}
              className={changes.field}
              rows={3}
              value={conditions}
              onChange={event => setConditions(event.target.value)}
            />
          </>
        ) : null}
        <label htmlFor={`${id}-comment`}>Comment</label>
        <input
          id={`${id}-comment`}
          className={changes.field}
          value={comment}
          maxLength={2000}
          onChange={event => setComment(event.target.value)}
        />
        <Button
          size="small"
          variant="primary"
          type="submit"
          isDisabled={!isWhole || deed.busy}
        >
          {decision ? DECISION_TITLES[decision] : 'Decide'}
        </Button>
      </form>
    </Panel>
  );
}
