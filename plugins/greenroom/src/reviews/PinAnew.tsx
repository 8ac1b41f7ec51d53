import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type { Review } from '@greenroom/backstage-plugin-greenroom-common';
import { useNavigate } from 'react-router-dom';
import { Failure } from '../components/Failure';
import { Panel } from '../components/Panel';
import { reviewsApiRef } from './reviewsApi';
import styles from './reviews.module.css';

/** Before a decision: what is another since it was pinned, and another round on what there is now. */
export function PinAnew(props: { review: Review }) {
  const { id, state, changes, allowed } = props.review;
  if (state !== 'open' || changes.length === 0) return null;
  return (
    <Panel
      title="What this review pins is another by now"
      note="A decision here would rest on what was. A new round pins what there is now; what was agreed and asked stays with this one."
      actions={
        allowed.includes('renew') ? <RenewButton reviewId={id} /> : undefined
      }
    >
      <ul className={styles.reasons}>
        {changes.map(change => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </Panel>
  );
}

function RenewButton(props: { reviewId: string }) {
  const { reviewId } = props;
  const api = useApi(reviewsApiRef);
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Error>();
  const renew = async () => {
    setBusy(true);
    try {
      const { id } = await api.renewReview(reviewId);
      navigate(`../${id}`, { relative: 'path' });
    } catch (error) {
      setRefused(error instanceof Error ? error : new Error(String(error)));
    }
    setBusy(false);
  };
  return (
    <>
      <Button size="small" variant="primary" isDisabled={busy} onPress={renew}>
        Pin it anew
      </Button>
      {refused ? (
        <Failure
          what="It was not pinned anew."
          error={refused}
          still="This review is as it was."
        />
      ) : null}
    </>
  );
}
