import { ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { UsageError } from '../UsageError';

/** The listing of a long history is a small part of it. */
const OUTPUT_BYTES = 1024 * 1024 * 1024;
/** What a hook sets would outrule the repository that was named. */
const HOOK_VARIABLES = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_OBJECT_DIRECTORY',
];
/** No program that the repository's configuration names. */
const SETTINGS = [
  '-c',
  'log.showSignature=false',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'i18n.logOutputEncoding=UTF-8',
];

/** The git program on one repository. */
export class Git {
  readonly #environment: NodeJS.ProcessEnv;

  constructor(readonly repository: string) {
    this.#environment = {
      ...process.env,
      GIT_OPTIONAL_LOCKS: '0',
      GIT_TERMINAL_PROMPT: '0',
      LC_ALL: 'C',
    };
    for (const name of HOOK_VARIABLES) delete this.#environment[name];
  }

  start(args: readonly string[]): ChildProcessWithoutNullStreams {
    return spawn('git', [...SETTINGS, ...args], {
      cwd: this.repository,
      env: this.#environment,
    });
  }

  /**
   * The whole output of a short run.
   *
   * @throws UsageError with git's last words where it fails
   */
  async read(args: readonly string[], input = ''): Promise<Buffer> {
    const child = this.start(args);
    const out: Buffer[] = [];
    let sizeBytes = 0;
    let words = '';
    child.stdout.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes > OUTPUT_BYTES) child.kill('SIGKILL');
      else out.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      words = `${words}${chunk}`.slice(-2_000);
    });
    // A git that ends early is told by its status.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    const status = await new Promise<number | null>((resolve, reject) => {
      child.once('error', error =>
        reject(
          new UsageError(
            `git could not be started in ${this.repository}: ${error.message}. Install git, and name a folder that is there.`,
          ),
        ),
      );
      child.once('close', resolve);
    });
    if (status === 0) return Buffer.concat(out);
    const said = words.trim().split('\n').at(-1);
    throw new UsageError(
      `git ${args[0]} failed in ${this.repository}: ${said || status}`,
    );
  }
}
