import { createHash } from 'node:crypto';
import { mkdir, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pLimit from 'p-limit';
import type { AgedArtifact, ArtifactStore } from './ArtifactStore';

/** Objects on their way at a time, each in memory in part. */
const AT_A_TIME = 4;

/**
 * Copies artifacts from a directory to another store, and keeps in the
 * directory when it began, so that the next pass looks only at what came
 * since. A pass that was cut off is gone on with: what is there already is not
 * sent again. Nothing is removed.
 *
 * @param options.name - of the other store
 */
export async function copyArtifacts(
  from: ArtifactStore,
  to: ArtifactStore,
  options: {
    readonly name: string;
    tell(line: string): void;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { name, tell, signal } = options;
  const begun = new Date();
  const mark = markOf(from, name);
  const since = await touchedMillis(mark);
  const limit = pLimit(AT_A_TIME);
  let copied = 0;
  const failed: string[] = [];
  const copy = async ({ name: artifact, touchedMillis: at }: AgedArtifact) => {
    signal.throwIfAborted();
    if (at < since || (await to.sizeBytes(artifact)) > 0) return;
    const put = await to.put(from.pathOf(artifact));
    if (put === artifact) copied += 1;
    else failed.push(artifact);
  };
  for await (const page of from.untouchedSince(begun.getTime()))
    await Promise.all(page.map(each => limit(() => copy(each))));
  if (failed.length > 0)
    tell(
      `${failed.length} artifacts in ${from.directory} have other bytes than their names say, ${failed[0]} among them. They were not copied under their names; ask for their analyses again.`,
    );
  if (copied > 0)
    tell(`Copied ${copied} artifacts from ${from.directory} to ${name}.`);
  await mkdir(path.dirname(mark), { recursive: true });
  await writeFile(mark, `${name}\n`);
  await utimes(mark, begun, begun);
}

/** One for each store that is copied to, beside the artifacts. */
function markOf({ directory }: ArtifactStore, name: string): string {
  const print = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return path.join(path.dirname(directory), 'copied', print);
}

async function touchedMillis(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  return found?.mtimeMs ?? -Infinity;
}
