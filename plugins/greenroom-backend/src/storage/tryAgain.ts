import { StorageError } from '@greenroom/dataset';

const FIRST_MILLIS = 60_000;
const LAST_MILLIS = 6 * 60 * 60 * 1000;

/** Waits as long again as was waited so far, from a minute to six hours. */
export function waitAgain({
  createdAtMillis,
}: {
  readonly createdAtMillis: number;
}): Date {
  const now = Date.now();
  const wait = Math.min(
    Math.max(now - createdAtMillis, FIRST_MILLIS),
    LAST_MILLIS,
  );
  return new Date(now + wait);
}

/**
 * When files are fetched again that could not be had: somebody may push the
 * object, a host may come back, app-config may let a bucket be read.
 */
export function tryAgain(
  error: Error,
  asked: { readonly createdAtMillis: number },
): Date | undefined {
  return error instanceof StorageError && error.mayPass
    ? waitAgain(asked)
    : undefined;
}
