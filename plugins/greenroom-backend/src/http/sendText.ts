import { once } from 'node:events';
import type { Response } from 'express';

/**
 * Writes a part of a file, and waits where the reader is slower than the file.
 *
 * @throws Error where the reader went away
 */
export async function sendText(res: Response, text: string): Promise<void> {
  if (res.destroyed) throw new Error('The reader of the export went away.');
  if (res.write(text)) return;
  await Promise.race([once(res, 'drain'), once(res, 'close')]);
}
