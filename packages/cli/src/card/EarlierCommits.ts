import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Git } from '../git/Git';
import { readBlobs } from '../git/readBlobs';

/** Files of one commit: of pictures by the ten thousand, claims are held against the newest alone. */
const FILE_LIMIT = 10_000;
const TREE_ENTRY = /^100\d{3} blob ([0-9a-f]{40,64})\s+(\d+|-)\t(.*)$/s;
/** All files of one commit that are written out. */
const BYTES_LIMIT = 2 * 1024 ** 3;

/** Earlier states of the folders of a model and its data, written out one at a time. */
export class EarlierCommits {
  private constructor(
    private readonly git: Git,
    private readonly root: string,
    private readonly folders: readonly string[],
  ) {}

  /** Undefined outside a repository. */
  static async of(
    folders: readonly string[],
  ): Promise<EarlierCommits | undefined> {
    try {
      const found = await new Git(folders[0]).read([
        'rev-parse',
        '--show-toplevel',
      ]);
      const root = await realpath(found.toString('utf8').replace(/\n$/, ''));
      const inside: string[] = [];
      for (const folder of folders) {
        const relative = path.relative(root, await realpath(folder));
        if (!relative.startsWith('..')) inside.push(relative);
      }
      return new EarlierCommits(new Git(root), root, [...new Set(inside)]);
    } catch {
      return undefined;
    }
  }

  /** Those that touched the folders, the newest first. */
  async list(limit: number): Promise<readonly string[]> {
    const listed = await this.git.read([
      '--literal-pathspecs',
      'log',
      '--format=%H',
      `--max-count=${limit}`,
      'HEAD',
      '--',
      ...this.#paths(),
    ]);
    return listed.toString('utf8').split('\n').filter(Boolean);
  }

  /**
   * Does something with the folders as a commit had them.
   *
   * @param use - is given where a file of the working tree would be
   * @throws Error where there are too many files, or too large ones
   */
  async at<T>(
    commit: string,
    use: (placeOf: (file: string) => string) => Promise<T>,
  ): Promise<T> {
    const copy = await mkdtemp(path.join(os.tmpdir(), 'greenroom-earlier-'));
    try {
      // What looks for the root of a working tree ends here.
      await mkdir(path.join(copy, '.git'));
      await this.#write(commit, copy);
      return await use(file =>
        path.join(copy, path.relative(this.root, path.resolve(file))),
      );
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  }

  async #write(commit: string, copy: string): Promise<void> {
    const files = await this.#files(commit);
    const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    if (files.length > FILE_LIMIT || total > BYTES_LIMIT)
      throw new Error(
        `${commit.slice(0, 7)} has ${
          files.length
        } files of ${total} bytes there, more than are written out.`,
      );
    const blobs = readBlobs(
      this.git,
      files.map(({ oid }) => oid),
    );
    for (const { name } of files) {
      const { value } = await blobs.next();
      const place = path.join(copy, name);
      if (!place.startsWith(copy + path.sep)) continue;
      await mkdir(path.dirname(place), { recursive: true });
      await writeFile(place, value as Buffer);
    }
    await blobs.return(undefined);
  }

  /** Links and other repositories are none. */
  async #files(commit: string) {
    const listed = await this.git.read([
      '--literal-pathspecs',
      'ls-tree',
      '-r',
      '-l',
      '-z',
      '--full-tree',
      commit,
      '--',
      ...this.#paths(),
    ]);
    return listed
      .toString('utf8')
      .split('\0')
      .flatMap(line => {
        const [, oid, size, name] = TREE_ENTRY.exec(line) ?? [];
        return oid && !name.split('/').includes('.git')
          ? [{ oid, sizeBytes: Number(size) || 0, name }]
          : [];
      });
  }

  #paths(): readonly string[] {
    return this.folders.includes('') ? ['.'] : this.folders;
  }
}
