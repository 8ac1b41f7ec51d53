import { createHash, randomBytes } from 'node:crypto';
import type {
  ComputeContext,
  ComputeLimits,
  ComputeRequest,
  WorkerCall,
  WorkerCalls,
} from '@greenroom/backstage-plugin-greenroom-node';
import { OpenCall } from './OpenCall';

const TOKEN_BYTES = 32;

/**
 * The computations that workers elsewhere have, by the hashes of their tokens.
 * They live and die with this process, as the leases do that they are done
 * under, so a worker speaks to the replica that asked.
 */
export class CallDesk implements WorkerCalls {
  readonly #calls = new Map<string, OpenCall>();

  constructor(
    private readonly limits: ComputeLimits,
    private readonly silenceSeconds?: number,
  ) {}

  async open(
    request: ComputeRequest,
    context: ComputeContext,
  ): Promise<WorkerCall> {
    const call = await OpenCall.open(
      request,
      context,
      this.limits,
      this.silenceSeconds,
    );
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const hash = hashOf(token);
    this.#calls.set(hash, call);
    return {
      token,
      inputBytes: call.inputBytes,
      isTaken: () => call.isTaken,
      answer: call.answer,
      close: () => {
        call.close();
        this.#calls.delete(hash);
      },
    };
  }

  /** Undefined for a token that opens nothing, or nothing any more. */
  find(token: string): OpenCall | undefined {
    return this.#calls.get(hashOf(token));
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
