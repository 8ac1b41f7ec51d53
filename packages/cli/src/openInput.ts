import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { openTable, Table, TableSpec } from '@greenroom/dataset';
import { UsageError } from './UsageError';

const OBJECT_LIMIT_BYTES = 2 * 1024 * 1024 * 1024;

/**
 * Opens a table named by a path, or by `REV:PATH` inside a git repository.
 *
 * @throws UsageError, TableError naming file and remedy
 */
export async function openInput(
  name: string,
  columns?: TableSpec['columns'],
): Promise<Table> {
  if (existsSync(name)) return openTable({ path: path.resolve(name), columns });
  const [, revision, file] = /^([^:]+):(.+)$/.exec(name) ?? [];
  if (!revision || !file) throw new UsageError(`There is no file ${name}.`);
  const directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-cli-'));
  try {
    const { stdout } = await promisify(execFile)(
      'git',
      ['show', `${revision}:${file}`],
      {
        encoding: 'buffer',
        maxBuffer: OBJECT_LIMIT_BYTES,
      },
    ).catch(() => {
      throw new UsageError(
        `git knows no ${file} at ${revision}. Name a revision, and a path from the root of the repository.`,
      );
    });
    const local = path.join(directory, path.basename(file));
    await writeFile(local, stdout);
    return await openTable({ path: local, columns });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
