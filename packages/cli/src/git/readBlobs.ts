import { once } from 'node:events';
import { UsageError } from '../UsageError';
import { ByteReader } from './ByteReader';
import type { Git } from './Git';

/**
 * The contents of blobs in the order asked for, by one git process, which
 * unpacks the next while this one is worked on.
 *
 * @throws UsageError where an object is not there
 */
export async function* readBlobs(
  git: Git,
  oids: readonly string[],
): AsyncGenerator<Buffer> {
  const child = git.start(['cat-file', '--batch']);
  child.stdin.on('error', () => {});
  child.stderr.resume();
  child.stdin.end(oids.map(oid => `${oid}\n`).join(''));
  const closed = once(child, 'close').catch(() => undefined);
  try {
    const input = new ByteReader(child.stdout);
    for (const oid of oids) {
      const [found, type, size] = (await input.line()).split(' ');
      if (found !== oid || type !== 'blob') {
        throw new UsageError(
          `The object ${oid} cannot be read. Fetch it, or check the repository with git fsck.`,
        );
      }
      const bytes = await input.bytes(Number(size));
      await input.bytes(1);
      yield bytes;
    }
  } finally {
    child.kill();
    await closed;
  }
}
