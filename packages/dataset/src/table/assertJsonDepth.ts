import { createReadStream } from 'node:fs';
import { TableError } from '../TableError';
import type { ReadyFile } from './Source';

/** Parsers that recurse run out of stack somewhere beyond thousands. */
export const JSON_LEVELS = 200;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;

/**
 * Reads a JSON file once as bytes, before any parser does.
 *
 * @throws TableError with the line where values are nested too deep
 */
export async function assertJsonDepth(file: ReadyFile): Promise<void> {
  let depth = 0;
  let line = 1;
  let quoted = false;
  let escaped = false;
  for await (const chunk of createReadStream(file.path, {
    highWaterMark: 1 << 20,
  })) {
    const bytes = chunk as Buffer;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i];
      if (quoted) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) quoted = false;
      } else if (byte === QUOTE) quoted = true;
      // { and [ differ from } and ] by two, and by 0x20 from one another.
      else if ((byte | 0x20) === 0x7b) {
        if (++depth > JSON_LEVELS) {
          throw new TableError(
            `Values are nested more than ${JSON_LEVELS} levels deep. Flatten them.`,
            file.name,
            line,
          );
        }
      } else if ((byte | 0x20) === 0x7d) depth--;
      if (byte === LINE_FEED) line++;
    }
  }
}
