import { ConflictError } from '@backstage/errors';
import type { SaidComment } from '@greenroom/backstage-plugin-greenroom-common';
import { answeredError, failedPublishing } from '../../failedPublishing';
import type { PullPlace } from '../PullPlan';
import type { CommentStore } from './CommentStore';

/** Longer than a request to the host takes with its retries; a replica that died holds no turn longer. */
const SAYING_MILLIS = 120_000;
/** GitHub ends what takes it over ten seconds ("Timeouts" of its REST API); after that a lost comment is there or never will be. */
const LATE_ANSWER_MILLIS = 15_000;

/**
 * Says a comment on a host that looks for its marker first, and has no other
 * way to keep two from being made: one replica at a time says it, and where an
 * answer was lost nobody does before the host is done with it either way.
 *
 * @throws ConflictError where another one is at it
 */
export async function sayOnce(
  comments: CommentStore,
  place: PullPlace,
  id: string,
  say: () => Promise<SaidComment>,
): Promise<SaidComment> {
  const turn = await comments.take(place, id, SAYING_MILLIS);
  if (turn.type === 'said') return { url: turn.url };
  if (turn.type === 'held')
    throw new ConflictError(
      'This comment is on its way to the host. Look there; should it be missing in two minutes, send it again: it is said once.',
    );
  try {
    const said = await say();
    await comments.said(place, id, said.url);
    return said;
  } catch (error) {
    const isRefused = failedPublishing(error).type === 'refused';
    await comments.release(place, id, isRefused ? 0 : LATE_ANSWER_MILLIS);
    throw answeredError(error);
  }
}
