/** What the host answered to one attempt. No status: it did not answer at all. */
export type Attempt = {
  readonly method: string;
  readonly status?: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly message: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly nowMilliseconds: number;
  /** From 0 up to, and not including, 1. */
  readonly random: number;
};

export type RetryDecision =
  /** This request alone waits. */
  | { readonly type: 'retry'; readonly afterSeconds: number }
  /** The host refused for rate: everybody with this token waits. */
  | { readonly type: 'hold'; readonly afterSeconds: number }
  /** The host asks for more patience than a request has. */
  | { readonly type: 'pause'; readonly untilMilliseconds: number }
  | { readonly type: 'fail' };

/** Longer waits are left to the next scheduled sync. */
export const MAXIMUM_WAIT_SECONDS = 90;
const MAXIMUM_ATTEMPTS = 4;
/** GitHub: "wait for at least one minute before retrying" after a secondary limit without `retry-after`. */
const SECONDARY_LIMIT_SECONDS = 60;
/** Replicas that were refused together shall not come back together. */
const JITTER_SHARE = 0.25;

/**
 * Whether and when to ask again, by GitHub's rules (docs.github.com, "Best
 * practices for using the REST API"): `retry-after` first, then
 * `x-ratelimit-reset` where nothing remains, then a minute that doubles. A
 * request that was refused for its rate did nothing, so even a POST may be
 * repeated; after a lost answer or a 5xx only a GET may. Jitter only adds:
 * nobody asks earlier than the host said.
 */
export function decideRetry(attempt: Attempt): RetryDecision {
  const { status, headers, nowMilliseconds } = attempt;
  const jitter = 1 + JITTER_SHARE * attempt.random;
  if (status === 403 || status === 429) {
    const waitSeconds = rateLimitWait(attempt);
    if (waitSeconds === undefined) return { type: 'fail' };
    if (
      waitSeconds > MAXIMUM_WAIT_SECONDS ||
      attempt.attempt >= MAXIMUM_ATTEMPTS
    ) {
      const untilMilliseconds = nowMilliseconds + waitSeconds * 1000;
      return { type: 'pause', untilMilliseconds };
    }
    // Search has a small limit of its own, which says nothing of the others.
    const type =
      headers['x-ratelimit-resource'] === 'search' ? 'retry' : 'hold';
    return { type, afterSeconds: waitSeconds * jitter };
  }
  const transient = status === undefined || status >= 500;
  const harmless = attempt.method === 'GET' || attempt.method === 'HEAD';
  if (transient && harmless && attempt.attempt < MAXIMUM_ATTEMPTS) {
    const asked = Number(headers['retry-after']);
    const afterSeconds =
      asked > 0 && asked <= MAXIMUM_WAIT_SECONDS
        ? asked
        : 0.5 * 2 ** (attempt.attempt - 1);
    return { type: 'retry', afterSeconds: afterSeconds * jitter };
  }
  return { type: 'fail' };
}

function rateLimitWait(attempt: Attempt): number | undefined {
  const { headers, nowMilliseconds, message, status } = attempt;
  const retryAfter = headers['retry-after'];
  if (retryAfter !== undefined && Number(retryAfter) >= 0) {
    return Number(retryAfter);
  }
  const resetSeconds = Number(headers['x-ratelimit-reset']);
  if (
    String(headers['x-ratelimit-remaining']) === '0' &&
    Number.isFinite(resetSeconds)
  ) {
    // One second more: the host's clock has whole seconds.
    return Math.max(1, resetSeconds - nowMilliseconds / 1000 + 1);
  }
  if (status === 429 || /rate limit|abuse/i.test(message)) {
    return SECONDARY_LIMIT_SECONDS * 2 ** (attempt.attempt - 1);
  }
  return undefined;
}
