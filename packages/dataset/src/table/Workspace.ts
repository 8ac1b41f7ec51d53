import { rmSync } from 'node:fs';
import { mkdtemp, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** A temporary folder, made when it is first needed, for what a table is read by way of. */
export class Workspace {
  #made?: Promise<string>;
  #directory?: string;
  #files = 0;

  /** A path for a new file. */
  async file(ending: string): Promise<string> {
    this.#made ??= mkdtemp(path.join(os.tmpdir(), 'greenroom-table-'));
    this.#directory = await this.#made;
    return path.join(this.#directory, `${this.#files++}${ending}`);
  }

  /** The same file by a path that holds no wildcard, since DuckDB would read one as a pattern. */
  async literalPath(file: string): Promise<string> {
    const absolute = path.resolve(file);
    if (!/[*?[\]{}]/.test(absolute)) return absolute;
    const link = await this.file(path.extname(absolute).replace(/\W/g, '_'));
    await symlink(absolute, link);
    return link;
  }

  close(): void {
    if (this.#directory)
      rmSync(this.#directory, { recursive: true, force: true });
  }
}
