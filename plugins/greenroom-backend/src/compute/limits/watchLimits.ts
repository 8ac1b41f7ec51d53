import { setTimeout } from 'node:timers/promises';
import type { ComputeLimits } from '@greenroom/backstage-plugin-greenroom-node';
import { folderBytes } from './folderBytes';
import { passedLimit } from './passedLimit';
import { residentBytes } from './residentBytes';

/** A process fills at most some hundred megabytes between two looks. */
const LOOK_MILLIS = 250;

/** Looks at a process and its folder until one of its limits is passed, then says which; ends with `signal`. */
export async function watchLimits(
  limits: ComputeLimits,
  where: { readonly processId: number; readonly folder: string },
  signal: AbortSignal,
  passed: (message: string) => void,
): Promise<void> {
  const began = Date.now();
  while (!signal.aborted) {
    const message = passedLimit(limits, {
      residentBytes: await residentBytes(where.processId),
      folderBytes: await folderBytes(where.folder),
      elapsedSeconds: (Date.now() - began) / 1000,
    });
    if (signal.aborted) return;
    if (message !== undefined) {
      passed(message);
      return;
    }
    await setTimeout(LOOK_MILLIS, undefined, { signal }).catch(() => {});
  }
}
