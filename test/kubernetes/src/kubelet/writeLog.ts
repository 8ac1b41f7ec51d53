import { open } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

const LOOK_MILLIS = 50;
const CHUNK_BYTES = 65_536;

/** Writes a file that grows until `ended`, then ends. */
export async function writeLog(
  file: string,
  to: NodeJS.WritableStream & { end(): void },
  ended: Promise<unknown>,
): Promise<void> {
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  const log = await open(file, 'r').catch(() => undefined);
  const chunk = Buffer.alloc(CHUNK_BYTES);
  while (log) {
    const wasOver = isOver;
    const { bytesRead } = await log.read(chunk, 0, CHUNK_BYTES);
    if (bytesRead > 0) to.write(Buffer.from(chunk.subarray(0, bytesRead)));
    else if (wasOver) break;
    else await setTimeout(LOOK_MILLIS);
  }
  await log?.close();
  to.end();
}
