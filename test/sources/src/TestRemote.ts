import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Text or bytes of a file; a link; the commit a submodule stands at; null removes. */
export type TestContent =
  | string
  | Buffer
  | { readonly link: string }
  | { readonly submodule: string }
  | null;
export type TestFiles = Readonly<Record<string, TestContent>>;

/** Commits of tests are made so many seconds apart, from here on. */
const FIRST_COMMIT_SECONDS = 1_750_000_000;

/** A bare repository in a temporary folder, to which a test pushes. */
export class TestRemote {
  readonly folder: string;
  readonly url: string;
  #commits = 0;

  private constructor(folder: string) {
    this.folder = folder;
    this.url = `file://${folder}`;
  }

  /** @param name - `owner/name`, which becomes the folder */
  static create(name: string, root?: string): TestRemote {
    const base =
      root ?? mkdtempSync(path.join(os.tmpdir(), 'greenroom-remote-'));
    const folder = path.join(base, `${name}.git`);
    mkdirSync(folder, { recursive: true });
    const remote = new TestRemote(folder);
    remote.git(['init', '--quiet', '--bare', '--initial-branch=main', '.']);
    // As hosts have it: blobs may be left out, and asked for by id.
    remote.git(['config', 'uploadpack.allowFilter', 'true']);
    remote.git(['config', 'uploadpack.allowAnySHA1InWant', 'true']);
    return remote;
  }

  /** Commits onto a branch and gives the commit; `onto` forces the branch to another parent first. */
  push(
    files: TestFiles,
    options: {
      message?: string;
      branch?: string;
      onto?: string | 'nothing';
    } = {},
  ): string {
    const {
      branch = 'main',
      message = `commit ${this.#commits}`,
      onto,
    } = options;
    const seconds = FIRST_COMMIT_SECONDS + this.#commits * 60;
    this.#commits += 1;
    const parent =
      onto ?? (this.#has(branch) ? `refs/heads/${branch}^0` : undefined);
    const parts: Buffer[] = [];
    const write = (text: string) => parts.push(Buffer.from(text));
    const data = (content: Buffer) => {
      write(`data ${content.length}\n`);
      parts.push(content);
      write('\n');
    };
    if (onto !== undefined) write(`reset refs/heads/${branch}\n\n`);
    write(`commit refs/heads/${branch}\n`);
    write(`author Mira <mira@example.org> ${seconds} +0000\n`);
    write(`committer Mira <mira@example.org> ${seconds} +0000\n`);
    data(Buffer.from(message));
    if (parent !== undefined && parent !== 'nothing') write(`from ${parent}\n`);
    for (const [file, content] of Object.entries(files)) {
      if (content === null) write(`D ${file}\n`);
      else if (typeof content === 'string' || Buffer.isBuffer(content)) {
        write(`M 100644 inline ${file}\n`);
        data(Buffer.from(content));
      } else if ('link' in content) {
        write(`M 120000 inline ${file}\n`);
        data(Buffer.from(content.link));
      } else write(`M 160000 ${content.submodule} ${file}\n`);
    }
    this.git(['fast-import', '--quiet', '--force'], Buffer.concat(parts));
    return this.head(branch);
  }

  head(branch = 'main'): string {
    return this.git(['rev-parse', `refs/heads/${branch}`]).trim();
  }

  tag(
    name: string,
    commit: string,
    kind: 'light' | 'annotated' = 'annotated',
  ): void {
    const annotation = kind === 'annotated' ? ['-a', '-m', name] : [];
    this.git([
      '-c',
      'user.name=Mira',
      '-c',
      'user.email=mira@example.org',
      'tag',
      ...annotation,
      name,
      commit,
    ]);
  }

  remove(): void {
    rmSync(path.dirname(path.dirname(this.folder)), {
      recursive: true,
      force: true,
    });
  }

  git(args: readonly string[], input?: Buffer): string {
    const run = spawnSync('git', [...args], {
      cwd: this.folder,
      input,
      maxBuffer: 64 * 1024 * 1024,
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
      },
    });
    if (run.status !== 0) {
      throw new Error(`git ${args[0]} failed: ${run.stderr.toString('utf8')}`);
    }
    return run.stdout.toString('utf8');
  }

  #has(branch: string): boolean {
    const run = spawnSync(
      'git',
      ['rev-parse', '--verify', '--quiet', `refs/heads/${branch}`],
      { cwd: this.folder },
    );
    return run.status === 0;
  }
}
