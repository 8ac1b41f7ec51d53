import { mkdir, open, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Whoever holds a lock says so this often. */
const HEARTBEAT_MILLIS = 5_000;
/** A holder that was silent for so long is gone. */
const STALE_MILLIS = 30_000;
const POLL_MILLIS = 50;

/**
 * Does a task while no other process that asks for the same lock does one.
 * `isDone` is asked while waiting: the other may have done it for us.
 *
 * @returns undefined where it was done meanwhile
 */
export async function exclusively<T>(
  lock: string,
  options: { signal?: AbortSignal; isDone(): Promise<boolean> },
  task: () => Promise<T>,
): Promise<T | undefined> {
  await mkdir(path.dirname(lock), { recursive: true });
  while (!(await take(lock))) {
    await setTimeout(POLL_MILLIS, undefined, { signal: options.signal });
    if (await options.isDone()) return undefined;
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(lock, now, now).catch(() => {});
  }, HEARTBEAT_MILLIS);
  try {
    return (await options.isDone()) ? undefined : await task();
  } finally {
    clearInterval(heartbeat);
    await rm(lock, { force: true });
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx')).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const held = await stat(lock).catch(() => undefined);
  if (held && Date.now() - held.mtimeMs > STALE_MILLIS)
    await rm(lock, { force: true });
  return false;
}
