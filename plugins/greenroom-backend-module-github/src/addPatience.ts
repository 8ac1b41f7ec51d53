import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Octokit } from '@octokit/rest';
import type { Clock } from './Clock';
import { decideRetry } from './decideRetry';
import type { RequestSlots } from './RequestSlots';

type Headers = Readonly<Record<string, string | number | undefined>>;

type Failure = {
  status?: number;
  message?: string;
  response?: { headers: Headers };
};

/** What the host asked of everybody with one token; both in milliseconds since 1970. */
export type Restraint = {
  /** Short: requests wait until then. */
  heldUntil: number;
  /** Long: requests fail until then. */
  pausedUntil: number;
};

/**
 * Sends requests as the host wants them: few at a time, none while it asks for
 * a pause, and again where an answer was lost.
 *
 * @throws ServiceUnavailableError, from requests, during a long pause
 */
export function addPatience(
  octokit: Octokit,
  options: {
    target: string;
    logger: LoggerService;
    clock: Clock;
    slots: RequestSlots;
    restraint: Restraint;
    observe: (headers: Headers) => void;
  },
): void {
  const { target, logger, clock, slots, restraint, observe } = options;

  const allowed = async () => {
    while (restraint.heldUntil > clock.now()) {
      await clock.sleep((restraint.heldUntil - clock.now()) / 1000);
    }
    if (restraint.pausedUntil > clock.now()) {
      throw pausedError(target, restraint.pausedUntil);
    }
  };
  const mayGo = () =>
    Math.max(restraint.heldUntil, restraint.pausedUntil) <= clock.now();

  octokit.hook.wrap('request', async (request, parameters) => {
    let attempt = 1;
    for (;;) {
      await allowed();
      try {
        const response = await slots.use(async () =>
          // The host may have asked for a pause while this one stood in line.
          mayGo() ? request(parameters) : undefined,
        );
        if (!response) continue;
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
          nowMilliseconds: clock.now(),
          random: clock.random(),
        });
        if (decision.type === 'fail') throw error;
        if (decision.type === 'pause') {
          restraint.pausedUntil = Math.max(
            restraint.pausedUntil,
            decision.untilMilliseconds,
          );
          throw pausedError(target, restraint.pausedUntil);
        }
        logger.info(
          `${target} asks for patience (${failure.status ?? 'no answer'}); ` +
            `asking again in ${decision.afterSeconds.toFixed(1)} s`,
        );
        attempt += 1;
        if (decision.type === 'hold') {
          restraint.heldUntil = Math.max(
            restraint.heldUntil,
            clock.now() + decision.afterSeconds * 1000,
          );
        } else {
          await clock.sleep(decision.afterSeconds);
        }
      }
    }
  });
}

function pausedError(target: string, untilMilliseconds: number): Error {
  const until = new Date(untilMilliseconds).toISOString();
  return new ServiceUnavailableError(
    `The rate limit of ${target} is used up until ${until}. What was read before stays; Greenroom asks again then. ` +
      `A GitHub App has a larger limit than a token: see integrations.github[].apps.`,
  );
}
