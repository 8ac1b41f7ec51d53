import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** `<sha256>.<extension>`: an artifact is named by its content. */
export type ArtifactName = string;

/** Row-level results: content-addressed files in a directory. */
export class ArtifactStore {
  constructor(private readonly directory: string) {}

  /** Takes a file in; the same content twice is one artifact. */
  async put(file: string): Promise<ArtifactName> {
    const name = `${await sha256(file)}${path.extname(file)}`;
    const target = this.pathOf(name);
    if (await exists(target)) return name;
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
    if (!/^[0-9a-f]{64}\.[a-z0-9]+$/.test(name)) {
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

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
