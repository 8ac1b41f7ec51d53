import { createHash } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { GitRemoteConfig } from './GitSourceConfig';
import { GitError, type RunGit } from './runGit';
import { streamGit } from './streamGit';

/** Fetching the history of a large repository takes its time. */
const FETCH_SECONDS = 600;
const OBJECT_ID = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
/** Another process may hold a lock of the mirror for so many tries. */
const LOCK_TRIES = 5;

/**
 * A bare mirror of one remote without its blobs: trees and commits are there,
 * a blob comes when it is read. What a force-push drops stays, so that what
 * was read once can be read again.
 */
export class Mirror {
  readonly #folder: string;
  #queue: Promise<unknown> = Promise.resolve();
  #known?: { head: string; branch: string };

  constructor(
    private readonly remote: GitRemoteConfig,
    private readonly options: {
      directory: string;
      run: RunGit;
      environment(): Promise<Record<string, string>>;
    },
  ) {
    const digest = createHash('sha256').update(remote.url).digest('hex');
    this.#folder = path.join(options.directory, `${digest.slice(0, 32)}.git`);
  }

  /** Where the branch stands at the remote; asks for nothing else. */
  async remoteHead(): Promise<{ head: string; branch: string }> {
    const wanted = this.remote.branch
      ? `refs/heads/${this.remote.branch}`
      : 'HEAD';
    await mkdir(this.options.directory, { recursive: true });
    const output = await this.#git(
      ['ls-remote', '--symref', '--', this.remote.url, wanted],
      this.options.directory,
    );
    const lines = output.toString('utf8').split('\n');
    const symbolic = lines.flatMap(
      line => /^ref: refs\/heads\/(\S+)\tHEAD$/.exec(line)?.[1] ?? [],
    );
    const head = lines.flatMap(
      line => /^([0-9a-f]{40,64})\t/.exec(line)?.[1] ?? [],
    )[0];
    if (!head) {
      throw new Error(
        `${this.remote.fullName} has no ${
          this.remote.branch ? `branch ${this.remote.branch}` : 'commits'
        } at its remote. Push one, or correct the branch.`,
      );
    }
    return { head, branch: this.remote.branch ?? symbolic[0] ?? 'HEAD' };
  }

  /** Fetches where the remote's branch moved, once; else nothing is transferred. */
  update(): Promise<{ head: string; branch: string }> {
    return this.#inTurn(async () => {
      const remote = await this.remoteHead();
      const isThere =
        this.#known?.head === remote.head || (await this.#standsAt(remote));
      if (!isThere) await this.#fetch();
      this.#known = remote;
      return remote;
    });
  }

  /** Branches of the remote whose names match, with the commits they stand at; also when only they moved. */
  fetchBranches(pattern: string): Promise<ReadonlyMap<string, string>> {
    return this.#inTurn(async () => {
      await this.#init();
      const output = await this.#git(
        [
          'ls-remote',
          '--heads',
          '--',
          this.remote.url,
          `refs/heads/${pattern}`,
        ],
        this.options.directory,
      );
      const there = new Map(
        output
          .toString('utf8')
          .split('\n')
          .flatMap(line => {
            const [, oid, name] =
              /^([0-9a-f]+)\trefs\/heads\/(.+)$/.exec(line) ?? [];
            return oid ? [[name, oid] as const] : [];
          }),
      );
      for (const [name, oid] of there) {
        if (await this.#standsAt({ head: oid, branch: name })) continue;
        await this.#fetch();
        break;
      }
      return there;
    });
  }

  /**
   * Moves a branch of the remote, which must stand at `from` (undefined: must
   * not be there).
   *
   * @throws GitError where the remote does not take it, or the branch stands elsewhere
   */
  async push(branch: string, from: string | undefined, to: string) {
    const ref = `refs/heads/${branch}`;
    await this.write([
      'push',
      '--no-verify',
      `--force-with-lease=${ref}:${from ?? ''}`,
      'origin',
      `${to}:${ref}`,
    ]);
    await this.write(['update-ref', ref, to]);
  }

  /** Runs git within the mirror, to make objects in it. */
  async write(
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const output = await this.options.run({
      args: ['--git-dir', this.#folder, ...args],
      cwd: this.options.directory,
      env: { ...(await this.options.environment()), ...environment },
      repository: this.remote.fullName,
    });
    return output.toString('utf8').trim();
  }

  /** Tags move without the branch: they come with the next fetch, or with this one. */
  fetchTags(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#init();
      const output = await this.#git(
        ['ls-remote', '--tags', '--', this.remote.url],
        this.options.directory,
      );
      const there = output
        .toString('utf8')
        .split('\n')
        .flatMap(line => {
          const [, oid, name] =
            /^([0-9a-f]+)\trefs\/tags\/(\S+?)$/.exec(line) ?? [];
          return oid && !name.endsWith('^{}') ? [`${oid} ${name}`] : [];
        })
        .sort();
      const here = (
        await this.read([
          'for-each-ref',
          '--format=%(objectname) %(refname:strip=2)',
          'refs/tags',
        ])
      )
        .toString('utf8')
        .split('\n')
        .filter(line => line !== '')
        .sort();
      if (there.join('\n') !== here.join('\n')) await this.#fetch();
    });
  }

  /** Runs git within the mirror. */
  read(args: readonly string[], limitBytes?: number): Promise<Buffer> {
    return this.#git(
      ['--git-dir', this.#folder, ...args],
      this.options.directory,
      { limitBytes },
    );
  }

  /** Runs git within the mirror, and gives what it prints as it comes. */
  async stream(args: readonly string[]): Promise<Readable> {
    return streamGit({
      args: ['--git-dir', this.#folder, ...args],
      cwd: this.options.directory,
      env: await this.options.environment(),
      repository: this.remote.fullName,
    });
  }

  /** @throws Error for anything that is no object id, before git sees it */
  assertObjectId(oid: string): string {
    if (!OBJECT_ID.test(oid))
      throw new Error(`'${oid.slice(0, 80)}' is no git object id.`);
    return oid;
  }

  /** By the branch: asking for the commit itself would fetch it. */
  async #standsAt({ head, branch }: { head: string; branch: string }) {
    if (!(await exists(this.#folder))) return false;
    const ref = `refs/heads/${branch}`;
    return this.read(['rev-parse', '--verify', '--quiet', ref]).then(
      output => output.toString('utf8').trim() === head,
      () => false,
    );
  }

  async #init(): Promise<void> {
    if (await exists(this.#folder)) return;
    // Made beside and moved, so that a crash leaves no half of one.
    const draft = `${this.#folder}.${process.pid}.${Date.now()}`;
    await mkdir(this.options.directory, { recursive: true });
    await this.#git(
      ['init', '--bare', '--quiet', draft],
      this.options.directory,
    );
    const set = (key: string, value: string) =>
      this.#git(
        ['--git-dir', draft, 'config', key, value],
        this.options.directory,
      );
    await set('remote.origin.url', this.remote.url);
    await set('remote.origin.promisor', 'true');
    await set('remote.origin.partialclonefilter', 'blob:none');
    await rename(draft, this.#folder).catch(async error => {
      await rm(draft, { recursive: true, force: true });
      // Another process was faster.
      if (!(await exists(this.#folder))) throw error;
    });
  }

  async #fetch(): Promise<void> {
    await this.#init();
    const args = [
      '--git-dir',
      this.#folder,
      'fetch',
      '--quiet',
      '--force',
      '--prune',
      '--no-auto-gc',
      '--filter=blob:none',
      'origin',
      '+refs/heads/*:refs/heads/*',
      '+refs/tags/*:refs/tags/*',
    ];
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#git(args, this.options.directory, {
          timeoutSeconds: FETCH_SECONDS,
        });
        return;
      } catch (error) {
        const isLocked =
          error instanceof GitError &&
          /\.lock'?:|unable to lock|cannot lock/i.test(error.message);
        if (!isLocked || attempt === LOCK_TRIES) throw error;
        await setTimeout(200 * attempt);
      }
    }
  }

  async #git(
    args: readonly string[],
    cwd: string,
    limits: { timeoutSeconds?: number; limitBytes?: number } = {},
  ): Promise<Buffer> {
    return this.options.run({
      args,
      cwd,
      env: await this.options.environment(),
      repository: this.remote.fullName,
      ...limits,
    });
  }

  /** One operation that writes after the other. */
  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(task, task);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

async function exists(folder: string): Promise<boolean> {
  return stat(folder).then(
    () => true,
    () => false,
  );
}
