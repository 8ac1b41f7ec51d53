import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { ReviewsApi } from '@greenroom/backstage-plugin-greenroom-common';
import { reviewsApiRef } from './reviewsApi';

/** Something a person does in a review. */
export type ReviewDeed = {
  readonly busy: boolean;
  /** Of the last that was refused, until the next. */
  readonly refused?: { readonly what: string; readonly error: Error };
  /** @returns whether it was taken */
  run(
    /** What was not done, where it is refused: "Your decision was not taken." */
    what: string,
    act: (api: ReviewsApi, reviewId: string) => Promise<unknown>,
  ): Promise<boolean>;
};

/** One deed at a time; the page is asked anew after each. */
export function useReviewDeed(
  reviewId: string,
  onDone: () => void,
): ReviewDeed {
  const api = useApi(reviewsApiRef);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ReviewDeed['refused']>();
  return {
    busy,
    refused,
    async run(what, act) {
      if (busy) return false;
      setBusy(true);
      try {
        await act(api, reviewId);
        setRefused(undefined);
        return true;
      } catch (cause) {
        const error = cause instanceof Error ? cause : new Error(String(cause));
        setRefused({ what, error });
        return false;
      } finally {
        setBusy(false);
        onDone();
      }
    },
  };
}
