import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { StorageError } from '@greenroom/dataset';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import type { Manifest } from '@greenroom/manifest';
import pLimit from 'p-limit';
import { createPlan } from './planFiles';
import type { Storages } from './Storages';

/** Objects fetched at a time for one job: pictures are many and small. */
const OBJECTS_AT_A_TIME = 8;

/** Files of one repository, read at one commit. */
export type StagePlace = {
  readonly source: Source;
  readonly repository: string;
  /** The commit whose pins they are. */
  readonly commit: string;
  /** The newest commit that is known, where that is another one. */
  readonly headCommit?: string;
  /** What declares them, and where it stands. */
  readonly manifest: Manifest;
  readonly manifestPath: string;
};

/**
 * A folder with the files that one job reads. They stand in it as they stand
 * in their repository, so that a glob and a path beside another file mean the
 * same, and they are read-only: their bytes are those of the cache. What a
 * stage holds is not evicted until it is closed.
 */
export class Stage {
  readonly folder: string;
  readonly #there = new Map<string, Promise<void>>();
  readonly #plan: ReturnType<typeof createPlan>;
  readonly #limit = pLimit(OBJECTS_AT_A_TIME);

  private constructor(
    private readonly storages: Storages,
    where: StagePlace,
    private readonly signal: AbortSignal,
  ) {
    this.folder = path.join(storages.objects.stagedDirectory, randomUUID());
    this.#plan = createPlan(storages, where, signal);
  }

  /** Opens a stage for a task, and closes it whatever comes of the task. */
  static async use<T>(
    storages: Storages,
    where: StagePlace,
    signal: AbortSignal,
    task: (stage: Stage) => Promise<T>,
  ): Promise<T> {
    const stage = new Stage(storages, where, signal);
    await mkdir(stage.folder, { recursive: true });
    try {
      return await task(stage);
    } finally {
      for (const folder of [stage.folder, `${stage.folder}.made`])
        await rm(folder, { recursive: true, force: true });
    }
  }

  /**
   * Fetches files by what pins them.
   *
   * @returns local path by path in the repository
   * @throws StorageError naming the file that cannot be had, and the remedy
   */
  async files(
    pins: Readonly<Record<string, string>>,
  ): Promise<ReadonlyMap<string, string>> {
    const planned = await this.#plan(pins);
    await Promise.all(
      planned.map(file =>
        this.#limit(async () => {
          // The same file may be asked for twice: as a table, and in a glob.
          const placed =
            this.#there.get(file.path) ??
            this.storages.objects
              .place(
                file.digest,
                this.#localPath(file.path),
                file.open,
                this.signal,
              )
              .catch(error => {
                throw error instanceof StorageError
                  ? error.of(file.path)
                  : error;
              });
          this.#there.set(file.path, placed);
          await placed;
        }),
      ),
    );
    return new Map(
      planned.map(file => [file.path, this.#localPath(file.path)]),
    );
  }

  /** The local path of one file. */
  async file(named: string, pin: string | undefined): Promise<string> {
    if (pin === undefined) {
      throw new StorageError(
        'missing',
        `${named} is pinned by nothing in this version. Refresh the asset to read it again.`,
        named,
      );
    }
    const [local] = (await this.files({ [named]: pin })).values();
    return local;
  }

  /** Where a file may be made that lasts as long as the stage, and is no file of the repository. */
  async newFile(): Promise<string> {
    const folder = `${this.folder}.made`;
    await mkdir(folder, { recursive: true });
    return path.join(folder, randomUUID());
  }

  /** A text for people: the path in the repository where it has the one on this machine. */
  named(text: string): string {
    return text.replaceAll(`${this.folder}${path.sep}`, '');
  }

  #localPath(named: string): string {
    const local = path.resolve(this.folder, named);
    if (!local.startsWith(`${this.folder}${path.sep}`)) {
      throw new StorageError(
        'forbidden',
        `${named} leads out of its repository. Name a file inside it.`,
        named,
      );
    }
    return local;
  }
}
