import { spawn } from 'node:child_process';
import { PassThrough, type Readable } from 'node:stream';
import { GitError, type GitRun, lastWords } from './runGit';

/**
 * What git prints, as it comes. The stream fails with a GitError where git
 * does; git ends where the stream is destroyed.
 */
export function streamGit(
  run: Pick<GitRun, 'args' | 'cwd' | 'env' | 'repository'>,
): Readable {
  const child = spawn('git', [...run.args], {
    cwd: run.cwd,
    env: { ...run.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out = new PassThrough();
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => {
    words = `${words}${chunk.toString('utf8')}`.slice(-4_000);
  });
  // Its end is told when git has said whether all went well.
  child.stdout.pipe(out, { end: false });
  child.once('error', error => out.destroy(error));
  child.once('close', status => {
    if (status === 0) out.end();
    else
      out.destroy(
        new GitError(`${run.repository}: ${lastWords(words)}`, status),
      );
  });
  out.once('close', () => child.kill('SIGKILL'));
  return out;
}
