import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import {
  digestOf,
  type ObjectCache,
  type OpenObject,
} from '@greenroom/dataset';
import { type ArtifactName, artifactPath, sha256Of } from './ArtifactStore';

type Hold = {
  users: number;
  /** What was begun last at its path: placing it, or removing it. */
  last: Promise<void>;
};

/**
 * Objects of a cache at paths of their own while somebody uses them. What
 * stands there is not evicted; what nobody uses any more goes from there.
 */
export class HeldObjects {
  readonly directory: string;
  readonly #holds = new Map<ArtifactName, Hold>();

  constructor(private readonly objects: ObjectCache) {
    // Of this process alone, which alone counts who uses what.
    this.directory = path.join(objects.stagedDirectory, randomUUID());
  }

  /** @param open - asked where the cache has it not */
  async use<T>(
    name: ArtifactName,
    open: OpenObject,
    task: () => Promise<T>,
  ): Promise<T> {
    const hold = this.#take(name, open);
    try {
      await hold.last;
      return await task();
    } finally {
      this.#letGo(name, hold);
    }
  }

  #take(name: ArtifactName, open: OpenObject): Hold {
    const hold = this.#holds.get(name) ?? {
      users: 0,
      last: Promise.resolve(),
    };
    this.#holds.set(name, hold);
    hold.users += 1;
    if (hold.users === 1)
      hold.last = hold.last.then(() =>
        this.objects.place(
          digestOf('sha256', sha256Of(name)),
          artifactPath(this.directory, name),
          open,
        ),
      );
    return hold;
  }

  #letGo(name: ArtifactName, hold: Hold): void {
    hold.users -= 1;
    if (hold.users > 0) return;
    hold.last = hold.last
      // Whoever waited for it was told.
      .catch(() => {})
      .then(() => rm(artifactPath(this.directory, name), { force: true }))
      .finally(() => {
        if (hold.users === 0) this.#holds.delete(name);
      });
    // The next to take it is told that it could not be removed.
    hold.last.catch(() => {});
  }
}
