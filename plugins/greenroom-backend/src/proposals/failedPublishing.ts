import {
  ConflictError,
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { ProposalProblem } from '@greenroom/backstage-plugin-greenroom-common';
import { ChangeRefusedError } from '@greenroom/backstage-plugin-greenroom-node';

/** How an attempt to publish ended. */
export type FailedPublishing =
  /** Nothing was done on the host; the person mends what is wrong, or waits. */
  | { readonly type: 'refused'; readonly problem?: ProposalProblem }
  /** The host may have done it: it is asked before anything is done again. */
  | { readonly type: 'unknown' };

export function failedPublishing(error: unknown): FailedPublishing {
  if (error instanceof ChangeRefusedError) {
    return { type: 'refused', problem: error.refusal };
  }
  return error instanceof InputError || error instanceof ConflictError
    ? { type: 'refused' }
    : { type: 'unknown' };
}

/** As a route answers it. */
export function answeredError(error: unknown): unknown {
  if (!(error instanceof ChangeRefusedError)) return error;
  switch (error.refusal) {
    case 'no-permission':
    case 'protected-branch':
      return new NotAllowedError(error.message);
    case 'rate-limit':
      return new ServiceUnavailableError(error.message);
    default:
      return new ConflictError(error.message);
  }
}
