import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import {
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
} from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** `<sha256>.<extension>`: an artifact is named by its content. */
export type ArtifactName = string;

const NAME = /^[0-9a-f]{64}\.[a-z0-9]+$/;

/** Row-level results: content-addressed files in a directory. */
export class ArtifactStore {
  constructor(private readonly directory: string) {}

  /** Takes a file in; the same content twice is one artifact. */
  async put(file: string): Promise<ArtifactName> {
    const name = `${await sha256(file)}${path.extname(file)}`;
    const target = this.pathOf(name);
    // Young again, so that it is not swept before the answer names it.
    if (await touch(target)) return name;
    await mkdir(path.dirname(target), { recursive: true });
    const temporary = `${target}.${process.pid}.${Date.now()}`;
    try {
      await copyFile(file, temporary);
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    return name;
  }

  /** @throws Error where it is gone, or no JSON */
  async readJson<T>(name: ArtifactName): Promise<T> {
    return JSON.parse(await readFile(this.pathOf(name), 'utf8')) as T;
  }

  /** Artifacts that nobody put in since then. Of those begun before, what a crash left half-way goes. */
  async listUntouchedSince(
    millis: number,
  ): Promise<{ name: ArtifactName; touchedMillis: number }[]> {
    const found: { name: ArtifactName; touchedMillis: number }[] = [];
    for (const folder of await namesIn(this.directory)) {
      for (const name of await namesIn(path.join(this.directory, folder))) {
        const file = path.join(this.directory, folder, name);
        const { mtimeMs } = await stat(file);
        if (mtimeMs >= millis) continue;
        if (NAME.test(name)) found.push({ name, touchedMillis: mtimeMs });
        else await rm(file, { force: true });
      }
    }
    return found;
  }

  /** Removes an artifact unless somebody put it in again meanwhile. */
  async removeUntouched(
    name: ArtifactName,
    touchedMillis: number,
  ): Promise<boolean> {
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

  async sizeBytes(name: ArtifactName): Promise<number> {
    const found = await stat(this.pathOf(name)).catch(() => undefined);
    return found?.size ?? 0;
  }

  /** Paths of some artifacts, by the same words. */
  pathsOf<Word extends string>(names: {
    readonly [word in Word]?: ArtifactName;
  }): { [word in Word]?: string } {
    const paths: { [word in Word]?: string } = {};
    for (const word of Object.keys(names) as Word[])
      paths[word] = this.pathOf(names[word]!);
    return paths;
  }

  pathOf(name: ArtifactName): string {
    if (!NAME.test(name)) {
      throw new Error(`Not the name of an artifact: ${name}`);
    }
    return path.join(this.directory, name.slice(0, 2), name);
  }
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
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
