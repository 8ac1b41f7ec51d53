import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SourceRateLimit } from '@greenroom/backstage-plugin-greenroom-node';
import { Octokit } from '@octokit/rest';
import { addConditionalRequests } from './addConditionalRequests';
import { addPatience, type Restraint } from './addPatience';
import { systemClock, type Clock } from './Clock';
import { ConditionalCache } from './ConditionalCache';
import { RequestSlots } from './RequestSlots';

/** Octokit with conditional requests and patience, for one host. */
export type GithubHttp = {
  /** As the integration. */
  readonly integration: () => Promise<Octokit>;
  /** As a person; their token is kept no longer than the returned object. */
  readonly person: (token: string) => Octokit;
  /** The integration's token of this moment. */
  readonly token: () => Promise<string | undefined>;
  readonly rateLimit: () => SourceRateLimit | undefined;
};

type Headers = Readonly<Record<string, string | number | undefined>>;

const CACHE_LIMIT_BYTES = 32 * 1024 * 1024;

/**
 * The way to one host. Listings are asked for by ETag; a refusal for rate is
 * waited for as the host asks; while the host asks for a long pause, nothing
 * is sent at all and every request fails with the time of the end.
 *
 * @throws ServiceUnavailableError, from requests, during such a pause
 */
export function createGithubHttp(options: {
  apiBaseUrl: string;
  target: string;
  logger: LoggerService;
  getToken: () => Promise<string | undefined>;
  /** Shared by all sources of a host. */
  slots?: RequestSlots;
  clock?: Clock;
}): GithubHttp {
  const { target, logger, clock = systemClock } = options;
  const slots = options.slots ?? new RequestSlots();
  const cache = new ConditionalCache(CACHE_LIMIT_BYTES);
  let limit: SourceRateLimit | undefined;
  let integration: { token: string | undefined; octokit: Octokit } | undefined;
  const restraint: Restraint = { heldUntil: 0, pausedUntil: 0 };
  const observe = (headers: Headers) => {
    limit = readRateLimit(headers) ?? limit;
  };

  const base = () => ({
    baseUrl: options.apiBaseUrl,
    userAgent: 'greenroom',
    log: {
      debug: () => {},
      info: () => {},
      warn: (message: string) => logger.debug(message),
      error: (message: string) => logger.debug(message),
    },
  });
  const common = { target, logger, clock, slots };

  return {
    rateLimit: () => withPause(limit, restraint, clock.now()),
    token: options.getToken,
    person: token => {
      const octokit = new Octokit({ ...base(), auth: token });
      addPatience(octokit, {
        ...common,
        restraint: { heldUntil: 0, pausedUntil: 0 },
        observe: () => {},
      });
      return octokit;
    },
    integration: async () => {
      const token = await options.getToken();
      if (integration?.token !== token || !integration) {
        const octokit = new Octokit({ ...base(), auth: token });
        // Wrapped last is outermost: the cache sees the answer that patience brought.
        addPatience(octokit, { ...common, restraint, observe });
        addConditionalRequests(octokit, cache);
        integration = { token, octokit };
      }
      return integration.octokit;
    },
  };
}

function withPause(
  limit: SourceRateLimit | undefined,
  restraint: Restraint,
  nowMilliseconds: number,
): SourceRateLimit | undefined {
  const until = Math.max(restraint.heldUntil, restraint.pausedUntil);
  if (until <= nowMilliseconds) return limit;
  const pausedUntil = new Date(until).toISOString();
  // A secondary limit comes without numbers.
  const told = limit ?? { remaining: 0, limit: 0, resetAt: pausedUntil };
  return { ...told, pausedUntil };
}

function readRateLimit(headers: Headers): SourceRateLimit | undefined {
  const resource = headers['x-ratelimit-resource'] ?? 'core';
  const remaining = Number(headers['x-ratelimit-remaining']);
  const limit = Number(headers['x-ratelimit-limit']);
  const reset = Number(headers['x-ratelimit-reset']);
  if (resource !== 'core' || [remaining, limit, reset].some(Number.isNaN)) {
    return undefined;
  }
  return { remaining, limit, resetAt: new Date(reset * 1000).toISOString() };
}
