import { DuckDBInstance } from '@duckdb/node-api';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Other bytes for the same SQL may come of another engine; it is part of an object's name. */
const DUCKDB_VERSION = (
  require('@duckdb/node-api/package.json') as { version: string }
).version;

export type LfsObject = { readonly oid: string; readonly sizeBytes: number };

/**
 * Parquet files too large for git, each made once by the SQL that describes it
 * and kept in the layout of Git LFS (`objects/ab/cd/abcd…`), so that a second
 * start of the demo reads a line instead of making ten million rows.
 */
export class LargeObjects {
  constructor(private readonly directory: string) {}

  /** Folder of the objects, for the server that hands them out. */
  get objects(): string {
    return path.join(this.directory, 'objects');
  }

  /**
   * @param sql a SELECT whose rows and their order depend on nothing but itself and `inputs`
   * @param inputs Parquet files that the SQL reads, by the name they have there
   */
  async parquetOf(
    sql: string,
    inputs: Readonly<Record<string, string>> = {},
  ): Promise<LfsObject> {
    const read = await Promise.all(
      Object.entries(inputs).map(async ([view, file]) => [
        view,
        await sha256(file),
      ]),
    );
    const name = createHash('sha256')
      .update(JSON.stringify([DUCKDB_VERSION, sql, read]))
      .digest('hex');
    const note = path.join(this.directory, 'made', `${name}.json`);
    const known = await readFile(note, 'utf8').catch(() => undefined);
    if (known) {
      const object = JSON.parse(known) as LfsObject;
      if (await isThere(this.pathOf(object.oid))) return object;
    }
    const object = await this.#make(sql, inputs);
    await mkdir(path.dirname(note), { recursive: true });
    await writeFile(note, JSON.stringify(object));
    return object;
  }

  pathOf(oid: string): string {
    return path.join(this.objects, oid.slice(0, 2), oid.slice(2, 4), oid);
  }

  async #make(
    sql: string,
    inputs: Readonly<Record<string, string>>,
  ): Promise<LfsObject> {
    await mkdir(this.directory, { recursive: true });
    const temporary = path.join(this.directory, `making-${process.pid}`);
    try {
      await writeParquet(sql, inputs, temporary);
      const oid = await sha256(temporary);
      const { size } = await stat(temporary);
      await mkdir(path.dirname(this.pathOf(oid)), { recursive: true });
      await rename(temporary, this.pathOf(oid));
      return { oid, sizeBytes: size };
    } finally {
      await rm(temporary, { force: true });
    }
  }
}

/** The text that stands in git in place of the object. */
export function pointerTo({ oid, sizeBytes }: LfsObject): string {
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${sizeBytes}\n`;
}

async function writeParquet(
  sql: string,
  inputs: Readonly<Record<string, string>>,
  file: string,
): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  try {
    for (const [view, input] of Object.entries(inputs)) {
      await connection.run(
        `CREATE VIEW ${view} AS SELECT * FROM read_parquet(${literal(input)})`,
      );
    }
    await connection.run(
      `COPY (${sql}) TO ${literal(file)} (FORMAT PARQUET, COMPRESSION ZSTD)`,
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function literal(text: string): string {
  return `'${text.replace(/'/g, "''")}'`;
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
