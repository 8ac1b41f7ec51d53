import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** The hunks by which two contents differ, as git prints them. */
export async function gitDiff(before: Buffer, after: Buffer): Promise<string> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-diff-'));
  try {
    await writeFile(path.join(directory, 'before'), before);
    await writeFile(path.join(directory, 'after'), after);
    const printed = await new Promise<string>(resolve => {
      // git ends with 1 where there is a difference.
      execFile(
        'git',
        ['diff', '--no-index', '--unified=1', 'before', 'after'],
        { cwd: directory, maxBuffer: 16 * 1024 * 1024 },
        (_error, stdout) => resolve(stdout),
      );
    });
    const hunks = printed.indexOf('\n@@');
    return hunks < 0 ? '' : printed.slice(hunks + 1);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
