import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Digit } from './digits';

/** The pixels of digits as Parquet (id, pixels UTINYINT[]); one thread, so that the bytes are the same each time. */
export async function writePixels(digits: readonly Digit[]): Promise<Buffer> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-seed-'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    const lines = path.join(directory, 'pixels.jsonl');
    const parquet = path.join(directory, 'pixels.parquet');
    await writeFile(
      lines,
      digits
        .map(
          ({ id, pixels }) =>
            `${JSON.stringify({ id, pixels: Array.from(pixels) })}\n`,
        )
        .join(''),
    );
    await connection.run(
      `COPY (SELECT id, pixels FROM read_json('${lines}', format = 'newline_delimited',
         columns = {id: 'VARCHAR', pixels: 'UTINYINT[]'}))
       TO '${parquet}' (FORMAT PARQUET, COMPRESSION ZSTD, ROW_GROUP_SIZE 2048)`,
    );
    return await readFile(parquet);
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(directory, { recursive: true, force: true });
  }
}
