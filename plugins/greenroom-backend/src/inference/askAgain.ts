import { setTimeout } from 'node:timers/promises';
import {
  type AddressAnswer,
  type ReadAddress,
  StorageError,
} from '@greenroom/dataset';

/** Answers of a server that is busy, restarts, or lost the one behind it. */
const PASSING = new Set([429, 502, 503, 504]);
const WAIT_MILLIS = [1_000, 2_000, 4_000, 8_000, 16_000];
/** A server may ask for a longer wait, up to so long. */
const LONGEST_WAIT_MILLIS = 60_000;
/** Those who were sent away together come back one by one. */
const JITTER = 0.2;

/**
 * Asks again, after longer and longer waits, where a server is busy or could
 * not be reached.
 *
 * @throws StorageError where it stays so
 */
export function askAgain(
  ask: ReadAddress,
  waitMillis: readonly number[] = WAIT_MILLIS,
): ReadAddress {
  return async (address, request) => {
    for (const [tries, millis] of [...waitMillis, undefined].entries()) {
      let answer: AddressAnswer | undefined;
      let passing: StorageError;
      try {
        answer = await ask(address, request);
        if (!PASSING.has(answer.status)) return answer;
        answer.body.resume();
        passing = busy(address, answer.status, tries + 1);
      } catch (error) {
        if (!(error instanceof StorageError) || error.failure !== 'unreachable')
          throw error;
        passing = error;
      }
      if (millis === undefined) throw passing;
      await setTimeout(
        Math.max(retryAfter(answer), millis * (1 + JITTER * Math.random())),
        undefined,
        { signal: request.signal },
      );
    }
    throw new Error('unreachable: the last try returns or throws');
  };
}

/** In seconds, as a number (RFC 9110, 10.2.3); dates are not read. */
function retryAfter(answer: AddressAnswer | undefined): number {
  const seconds = Number(answer?.headers['retry-after'] ?? 0);
  return Number.isFinite(seconds)
    ? Math.min(seconds * 1000, LONGEST_WAIT_MILLIS)
    : 0;
}

function busy(address: string, status: number, tries: number): StorageError {
  return new StorageError(
    'unreachable',
    `${
      new URL(address).host
    } answered ${status}, ${tries} times. It is asked again later.`,
  );
}
