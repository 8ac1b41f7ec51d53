import { randomUUID } from 'node:crypto';
import {
  copyFile,
  mkdir,
  readdir,
  rename,
  rm,
  stat,
  utimes,
} from 'node:fs/promises';
import path from 'node:path';
import {
  type AgedArtifact,
  type ArtifactName,
  artifactPath,
  type ArtifactStore,
  goneError,
  isArtifactName,
  nameOf,
} from './ArtifactStore';

/** Artifacts as files of a directory; each stands at its path at all times. */
export class DirectoryArtifacts implements ArtifactStore {
  constructor(readonly directory: string) {}

  pathOf(name: ArtifactName): string {
    return artifactPath(this.directory, name);
  }

  async put(file: string): Promise<ArtifactName> {
    const name = await nameOf(file);
    const target = this.pathOf(name);
    // Young again, so that it is not swept before the answer names it.
    if (await touch(target)) return name;
    await mkdir(path.dirname(target), { recursive: true });
    const temporary = `${target}.${randomUUID()}`;
    try {
      await copyFile(file, temporary);
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    return name;
  }

  async use<T>(
    names: readonly ArtifactName[],
    task: () => Promise<T>,
  ): Promise<T> {
    for (const name of names)
      if (!(await this.has(name))) throw goneError(name, this.directory);
    return task();
  }

  async has(name: ArtifactName): Promise<boolean> {
    return (await this.#find(name)) !== undefined;
  }

  async sizeBytes(name: ArtifactName): Promise<number> {
    return (await this.#find(name))?.size ?? 0;
  }

  async *untouchedSince(
    millis: number,
  ): AsyncGenerator<readonly AgedArtifact[]> {
    for (const folder of await namesIn(this.directory)) {
      const page: AgedArtifact[] = [];
      for (const name of await namesIn(path.join(this.directory, folder))) {
        const file = path.join(this.directory, folder, name);
        const { mtimeMs } = await stat(file);
        if (mtimeMs >= millis) continue;
        if (isArtifactName(name)) page.push({ name, touchedMillis: mtimeMs });
        else await rm(file, { force: true });
      }
      yield page;
    }
  }

  async removeUntouched({
    name,
    touchedMillis,
  }: AgedArtifact): Promise<boolean> {
    const target = this.pathOf(name);
    const aside = `${target}.swept`;
    // Aside first: whoever puts it in from now on finds none, and copies.
    await rename(target, aside);
    if ((await stat(aside)).mtimeMs > touchedMillis) {
      await rename(aside, target);
      return false;
    }
    await rm(aside);
    return true;
  }

  async remove(name: ArtifactName): Promise<void> {
    await rm(this.pathOf(name), { force: true });
  }

  async #find(name: ArtifactName) {
    try {
      return await stat(this.pathOf(name));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return undefined;
      throw error;
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}

/** False where there is no such file. */
async function touch(file: string): Promise<boolean> {
  const now = new Date();
  return utimes(file, now, now).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}
