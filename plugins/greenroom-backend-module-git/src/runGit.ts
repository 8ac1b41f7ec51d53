import { spawn } from 'node:child_process';
import { redact } from './remoteUrl';

export type GitRun = {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Name of the repository, for messages. */
  readonly repository: string;
  readonly timeoutSeconds?: number;
  readonly limitBytes?: number;
};

/** Runs git and gives its output. */
export type RunGit = (run: GitRun) => Promise<Buffer>;

const TIMEOUT_SECONDS = 60;
/** The listing of a tree with a million files is half of it. */
const OUTPUT_BYTES = 256 * 1024 * 1024;

/** Thrown where git says no; the message holds its last words, without credentials. */
export class GitError extends Error {
  constructor(
    message: string,
    readonly status: number | null,
    /** All that git said, without credentials. */
    readonly words: string = message,
  ) {
    super(message);
    this.name = 'GitError';
  }
}

/** @throws GitError where git fails, answers more than the limit, or takes too long */
export const runGit: RunGit = async run => {
  const child = spawn('git', [...run.args], {
    cwd: run.cwd,
    env: { ...run.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const limitBytes = run.limitBytes ?? OUTPUT_BYTES;
  const seconds = run.timeoutSeconds ?? TIMEOUT_SECONDS;
  const out: Buffer[] = [];
  let sizeBytes = 0;
  let words = '';
  let why: string | undefined;
  const stop = (reason: string) => {
    why ??= reason;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(
    () => stop(`git took longer than ${seconds} s`),
    seconds * 1000,
  );
  child.stdout.on('data', (chunk: Buffer) => {
    sizeBytes += chunk.length;
    if (sizeBytes > limitBytes)
      stop(`git answered more than ${limitBytes} bytes`);
    else out.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    words = `${words}${chunk.toString('utf8')}`.slice(-4_000);
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', error =>
      reject(
        new GitError(
          `git could not be started: ${error.message}. Install git on this machine.`,
          null,
        ),
      ),
    );
    child.once('close', resolve);
  }).finally(() => clearTimeout(timer));
  if (why) throw new GitError(`${run.repository}: ${why}.`, status);
  if (status !== 0)
    throw new GitError(
      `${run.repository}: ${lastWords(words)}`,
      status,
      withoutCredentials(words),
    );
  return Buffer.concat(out);
};

/** The line in which git says what is wrong. */
export function lastWords(words: string): string {
  const lines = words
    .split(/[\r\n]+/)
    .map(line => line.trim())
    .filter(line => line !== '');
  const said =
    lines.findLast(line => /^(fatal|error|remote):/i.test(line)) ??
    lines.at(-1) ??
    'git failed without a word';
  return withoutCredentials(said);
}

function withoutCredentials(words: string): string {
  return redact(words).replace(/Authorization: \S+ \S+/gi, 'Authorization: …');
}
