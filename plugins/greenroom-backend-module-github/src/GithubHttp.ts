import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { Octokit } from '@octokit/rest';
import { ConditionalCache } from './ConditionalCache';
import { decideRetry } from './decideRetry';

export type RateLimit = {
  readonly remaining: number;
  readonly limit: number;
  readonly resetAt: string;
};

/** Octokit with conditional requests and patience, for one host. */
export type GithubHttp = {
  /** As the integration. */
  readonly integration: () => Promise<Octokit>;
  /** As a person; their token is kept no longer than the returned object. */
  readonly person: (token: string) => Octokit;
  readonly rateLimit: () => RateLimit | undefined;
};

type Headers = Readonly<Record<string, string | number | undefined>>;

type Failure = {
  status?: number;
  message?: string;
  response?: { headers: Headers };
};

const CACHE_LIMIT_BYTES = 32 * 1024 * 1024;
/** Named by their content: they are read once, and never change. */
const IMMUTABLE = /\/git\/(blobs|trees|commits)\//;

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
  sleep?: (seconds: number) => Promise<void>;
}): GithubHttp {
  const cache = new ConditionalCache(CACHE_LIMIT_BYTES);
  let limit: RateLimit | undefined;
  let integration: { token: string | undefined; octokit: Octokit } | undefined;
  const pause = { until: 0 };
  const observe = (headers: Headers) => {
    limit = readRateLimit(headers) ?? limit;
  };

  const base = () => ({
    baseUrl: options.apiBaseUrl,
    userAgent: 'greenroom',
    log: {
      debug: () => {},
      info: () => {},
      warn: (message: string) => options.logger.debug(message),
      error: (message: string) => options.logger.debug(message),
    },
  });

  return {
    rateLimit: () => limit,
    person: token => {
      const octokit = new Octokit({ ...base(), auth: token });
      addPatience(octokit, options, { until: 0 }, () => {});
      return octokit;
    },
    integration: async () => {
      const token = await options.getToken();
      if (integration?.token !== token || !integration) {
        const octokit = new Octokit({ ...base(), auth: token });
        // Wrapped last is outermost: the cache sees the answer that patience brought.
        addPatience(octokit, options, pause, observe);
        addConditionalRequests(octokit, cache);
        integration = { token, octokit };
      }
      return integration.octokit;
    },
  };
}

function addConditionalRequests(octokit: Octokit, cache: ConditionalCache) {
  octokit.hook.wrap('request', async (request, parameters) => {
    const { url } = octokit.request.endpoint.parse(parameters);
    if (parameters.method !== 'GET' || IMMUTABLE.test(url)) {
      return request(parameters);
    }
    const key = `${parameters.headers.accept} ${url}`;
    const cached = cache.get(key);
    // In place: an inner hook sees the parameters as they are, not those passed on.
    if (cached) parameters.headers['if-none-match'] = cached.etag;
    try {
      const response = await request(parameters);
      const { etag } = response.headers;
      if (etag) {
        const sizeBytes = JSON.stringify(response.data ?? '').length;
        const { data } = response;
        cache.set(key, { etag, headers: response.headers, data, sizeBytes });
      }
      return response;
    } catch (error) {
      if (!cached || (error as Failure).status !== 304) throw error;
      return { status: 200, url, headers: cached.headers, data: cached.data };
    }
  });
}

function addPatience(
  octokit: Octokit,
  options: {
    target: string;
    logger: LoggerService;
    sleep?: (seconds: number) => Promise<void>;
  },
  pause: { until: number },
  observe: (headers: Headers) => void,
) {
  const sleep =
    options.sleep ??
    (seconds => new Promise<void>(done => setTimeout(done, seconds * 1000)));
  octokit.hook.wrap('request', async (request, parameters) => {
    for (let attempt = 1; ; attempt += 1) {
      if (pause.until > Date.now()) {
        throw pausedUntil(options.target, pause.until);
      }
      try {
        const response = await request(parameters);
        observe(response.headers);
        return response;
      } catch (error) {
        const failure = error as Failure;
        if (failure.response) observe(failure.response.headers);
        if (failure.status === 304) throw error;
        const decision = decideRetry({
          method: parameters.method,
          // Octokit calls a request that got no answer a 500 without response.
          status: failure.response ? failure.status : undefined,
          headers: failure.response?.headers ?? {},
          message: failure.message ?? '',
          attempt,
          nowMilliseconds: Date.now(),
        });
        if (decision.type === 'fail') throw error;
        if (decision.type === 'rate-limited') {
          pause.until = decision.untilMilliseconds;
          throw pausedUntil(options.target, decision.untilMilliseconds);
        }
        options.logger.info(
          `${options.target} asks for patience (${
            failure.status ?? 'no answer'
          }); ` + `asking again in ${decision.afterSeconds.toFixed(1)} s`,
        );
        await sleep(decision.afterSeconds);
      }
    }
  });
}

function pausedUntil(target: string, untilMilliseconds: number): Error {
  const until = new Date(untilMilliseconds).toISOString();
  return new ServiceUnavailableError(
    `The rate limit of ${target} is used up until ${until}. What was read before stays; Greenroom asks again then. ` +
      `A GitHub App has a larger limit than a token: see integrations.github[].apps.`,
  );
}

function readRateLimit(headers: Headers): RateLimit | undefined {
  const resource = headers['x-ratelimit-resource'] ?? 'core';
  const remaining = Number(headers['x-ratelimit-remaining']);
  const limit = Number(headers['x-ratelimit-limit']);
  const reset = Number(headers['x-ratelimit-reset']);
  if (resource !== 'core' || [remaining, limit, reset].some(Number.isNaN)) {
    return undefined;
  }
  return { remaining, limit, resetAt: new Date(reset * 1000).toISOString() };
}
