import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { Link, useNavigate } from 'react-router-dom';
import { Answered } from '../components/Answered';
import { Failure } from '../components/Failure';
import { StatusBadge } from '../components/StatusBadge';
import { useAnswer } from '../components/useAnswer';
import { assetsRouteRef } from '../routes';
import { reviewsApiRef } from './reviewsApi';
import { standingWords } from './reviewWords';
import overview from '../overview/overview.module.css';
import styles from './reviews.module.css';

/** On the overview of a model: where its version stands with reviewers, and how to ask them. */
export function RequestReview(props: { asset: AssetDetail }) {
  const { asset } = props;
  return asset.kind === 'model' && asset.version ? (
    <ReviewState asset={asset} versionId={asset.version.id} />
  ) : null;
}

function ReviewState(props: { asset: AssetDetail; versionId: string }) {
  const { asset, versionId } = props;
  const api = useApi(reviewsApiRef);
  const root = useRouteRef(assetsRouteRef)?.() ?? '/greenroom';
  const answer = useAnswer(
    () => api.listReviews({ assetId: asset.id }),
    [api, asset.id],
  );
  return (
    <div>
      <dt>review</dt>
      <dd>
        <Answered answer={answer} what="its reviews" lines={1}>
          {({ items }) => {
            const own = items.filter(
              review =>
                review.versionId === versionId && review.state !== 'withdrawn',
            );
            const [last] = own;
            const mayAsk =
              asset.allowed.includes('review') &&
              !own.some(({ state }) => state === 'open');
            const standing = last && standingWords(last);
            return (
              <>
                {last && standing ? (
                  <Link
                    className={styles.link}
                    to={`${root}/reviews/${last.id}`}
                  >
                    <StatusBadge status={last.state} tone={standing.tone}>
                      {standing.words}
                    </StatusBadge>
                  </Link>
                ) : (
                  <span className={overview.reason}>
                    nobody was asked to vouch for this version
                  </span>
                )}{' '}
                {mayAsk ? (
                  <AskButton
                    assetId={asset.id}
                    versionId={versionId}
                    root={root}
                  />
                ) : null}
              </>
            );
          }}
        </Answered>
      </dd>
    </div>
  );
}

function AskButton(props: {
  assetId: string;
  versionId: string;
  root: string;
}) {
  const { assetId, versionId, root } = props;
  const api = useApi(reviewsApiRef);
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<Error>();
  const ask = async () => {
    setAsking(true);
    try {
      const { id } = await api.requestReview(assetId, { versionId });
      navigate(`${root}/reviews/${id}`);
    } catch (error) {
      setRefused(error instanceof Error ? error : new Error(String(error)));
      setAsking(false);
    }
  };
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        isDisabled={asking}
        onPress={ask}
      >
        Request review
      </Button>
      {refused ? (
        <Failure what="No review was asked for." error={refused} />
      ) : null}
    </>
  );
}
