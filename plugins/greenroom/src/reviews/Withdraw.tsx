import { useState } from 'react';
import { Button } from '@backstage/ui';
import type { Review } from '@greenroom/backstage-plugin-greenroom-common';
import type { ReviewDeed } from './useReviewDeed';
import styles from './reviews.module.css';

/** Whoever asked for a review takes it back; asked for again, everything is pinned anew. */
export function Withdraw(props: { review: Review; deed: ReviewDeed }) {
  const { review, deed } = props;
  const [asked, setAsked] = useState(false);
  if (!review.allowed.includes('withdraw')) return null;
  if (!asked)
    return (
      <Button size="small" variant="secondary" onPress={() => setAsked(true)}>
        Withdraw
      </Button>
    );
  return (
    <span className={styles.standing}>
      What was agreed and asked stays with this review. Withdraw it?
      <Button
        size="small"
        variant="primary"
        isDisabled={deed.busy}
        onPress={() =>
          deed.run('It was not withdrawn.', (api, id) => api.withdrawReview(id))
        }
      >
        Withdraw it
      </Button>
      <Button size="small" variant="secondary" onPress={() => setAsked(false)}>
        Keep it
      </Button>
    </span>
  );
}
