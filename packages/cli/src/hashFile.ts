import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** What a hash, of what it was given before, comes to with the bytes of a file, in hex. */
export async function hashFile(hash: Hash, file: string): Promise<string> {
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
