import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import {
  digestOf,
  DVC_FOLDER_BYTES,
  type DvcEntry,
  DvcRemote,
  type OpenObject,
  readDvcConfig,
  readDvcFolder,
  StorageError,
} from '@greenroom/dataset';
import type { TrackedFile } from '../sync/dvcFiles';
import type { RepositoryReader } from '../sync/RepositoryReader';
import type { PlannedFile } from './planFiles';
import type { StagePlace } from './Stage';
import type { Storages } from './Storages';

const CONFIG = '.dvc/config';

type DvcPin = {
  /** A file, a folder, or a pattern of files in a folder. */
  readonly path: string;
  readonly md5: string;
  readonly kind: 'file' | 'folder';
};

/** Plans what DVC tracks; a folder becomes the files in it. */
export class DvcPlanner {
  readonly #remotes = new Map<string, Promise<DvcRemote>>();
  readonly #folders = new Map<string, Promise<DvcEntry[]>>();

  constructor(
    private readonly storages: Storages,
    private readonly where: StagePlace & { readonly reader: RepositoryReader },
    private readonly signal: AbortSignal,
  ) {}

  async plan(pins: readonly DvcPin[]): Promise<PlannedFile[]> {
    if (pins.length === 0) return [];
    const { reader, commit } = this.where;
    const { tracked } = await reader.files(
      commit,
      pins.map(pin => pin.path),
    );
    const planned: PlannedFile[] = [];
    for (const pin of pins) {
      try {
        planned.push(...(await this.#planOne(pin, tracked.get(pin.path))));
      } catch (error) {
        throw error instanceof StorageError ? error.of(pin.path) : error;
      }
    }
    return planned;
  }

  async #planOne(
    pin: DvcPin,
    tracked: TrackedFile | undefined,
  ): Promise<PlannedFile[]> {
    const remote = await this.#remote(tracked?.remote);
    if (pin.kind === 'file') {
      return [
        {
          path: pin.path,
          digest: digestOf('md5', pin.md5),
          open: this.#orImported(remote.opener(pin), tracked),
        },
      ];
    }
    const folder = tracked?.path ?? pin.path;
    const entries = await this.#entries(remote, pin);
    const wanted = entries
      .map(entry => ({ ...entry, path: path.posix.join(folder, entry.path) }))
      .filter(entry => isWanted(pin.path, folder, entry.path));
    if (wanted.length === 0) {
      throw new StorageError(
        'missing',
        `The folder ${folder} that DVC tracks has no such file. Add it with dvc add, or correct the path.`,
      );
    }
    return wanted.map(({ path: named, md5 }) => ({
      path: named,
      digest: digestOf('md5', md5),
      open: remote.opener({ md5, kind: 'file' }),
    }));
  }

  /** What `dvc import-url` brought in may still be where it came from. */
  #orImported(
    opener: OpenObject,
    tracked: TrackedFile | undefined,
  ): OpenObject {
    const url = tracked?.importedFrom?.url;
    if (url === undefined || !/^(https?|s3):/.test(url)) return opener;
    return async signal => {
      try {
        return await opener(signal);
      } catch (error) {
        const isMissing =
          error instanceof StorageError && error.failure === 'missing';
        if (!isMissing) throw error;
        return this.storages.address(url)(signal);
      }
    };
  }

  #entries(remote: DvcRemote, { md5 }: DvcPin): Promise<DvcEntry[]> {
    const known = this.#folders.get(md5);
    if (known) return known;
    const read = this.#listing(remote, md5).then(readDvcFolder);
    this.#folders.set(md5, read);
    return read;
  }

  /** The list that stands for a folder, as it was written. */
  async listing(tracked: TrackedFile): Promise<string> {
    const md5 = tracked.md5.replace(/\.dir$/, '');
    return this.#listing(await this.#remote(tracked.remote), md5);
  }

  /**
   * Where objects of a remote are put: the address that its newest
   * configuration names.
   *
   * @throws StorageError where it names none
   */
  async remoteUrl(name: string | undefined): Promise<string> {
    const [url] = await this.#remoteUrls(name);
    return url;
  }

  async #listing(remote: DvcRemote, md5: string): Promise<string> {
    const { objects } = this.storages;
    const target = path.join(objects.stagedDirectory, `${randomUUID()}.dir`);
    try {
      const opener = remote.opener({ md5, kind: 'folder' });
      await objects.place(digestOf('md5', md5), target, opener, this.signal);
      return await textOf(target);
    } finally {
      await rm(target, { force: true });
    }
  }

  #remote(name: string | undefined): Promise<DvcRemote> {
    const known = this.#remotes.get(name ?? '');
    if (known) return known;
    const remote = this.#findRemote(name);
    this.#remotes.set(name ?? '', remote);
    return remote;
  }

  /** A remote may have moved since the commit: the newest configuration is asked first. */
  async #findRemote(name: string | undefined): Promise<DvcRemote> {
    const urls = await this.#remoteUrls(name);
    return new DvcRemote(urls.map(url => this.storages.place(url)));
  }

  async #remoteUrls(name: string | undefined): Promise<readonly string[]> {
    const { reader, commit, headCommit } = this.where;
    const texts = await Promise.all(
      [...new Set([headCommit ?? commit, commit])].map(each =>
        reader.text(each, CONFIG),
      ),
    );
    const urls = new Set(
      texts.flatMap(text =>
        text === undefined ? [] : remoteUrl(readDvcConfig(text), name) ?? [],
      ),
    );
    if (urls.size === 0) {
      throw new StorageError(
        'missing',
        `${CONFIG} names no remote${
          name === undefined ? '' : ` ${name}`
        }. Add one with dvc remote add --default and commit ${CONFIG}.`,
      );
    }
    return [...urls];
  }
}

function remoteUrl(
  config: ReturnType<typeof readDvcConfig>,
  name: string | undefined,
): string | undefined {
  const remote = config.remotes.get(name ?? config.defaultRemote ?? '');
  if (remote?.keepsPaths) {
    throw new StorageError(
      'unsupported',
      `The remote ${remote.name} keeps versions of files by their path (version_aware or worktree), which are not read here. Push to a remote without these settings.`,
    );
  }
  return remote?.url;
}

function isWanted(named: string, folder: string, file: string): boolean {
  if (named === folder || file === named) return true;
  return file.startsWith(`${named}/`) || path.posix.matchesGlob(file, named);
}

async function textOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    if (size > DVC_FOLDER_BYTES) {
      throw new StorageError(
        'too-large',
        `The list of the folder's files has ${size} bytes; ${DVC_FOLDER_BYTES} are read. Track fewer files.`,
      );
    }
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}
