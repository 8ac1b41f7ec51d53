import type { DuckDBConnection } from '@duckdb/node-api';
import { createWriteStream } from 'node:fs';
import { stat, readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { literal } from '../../sql';
import { TableError } from '../../TableError';
import type { NamedFile } from '../namedFiles';
import type { ReadyFile, Source } from '../Source';
import type { Workspace } from '../Workspace';
import { annotatedSource } from './annotatedSource';
import { readVoc } from './readVoc';

/** 4 MiB; an annotation takes a few hundred bytes an object. */
const ANNOTATION_LIMIT_BYTES = 4 * 1024 ** 2;

/**
 * Pascal VOC annotations (Everingham et al. 2010), an XML file a picture: a
 * row each, with its boxes in the order of the file.
 */
export async function vocSource(
  connection: DuckDBConnection,
  files: readonly NamedFile[],
  workspace: Workspace,
  pictures: readonly NamedFile[] | undefined,
): Promise<Source> {
  const ready: ReadyFile[] = [];
  for (const split of new Set(files.map(file => file.split))) {
    const some = files.filter(file => file.split === split);
    const lines = await workspace.file('.jsonl');
    await writeRows(some, lines);
    const annotated = await workspace.file('.parquet');
    await connection.run(
      `COPY (SELECT path, width, height, boxes, len(boxes)::INTEGER AS box_count FROM read_json(${literal(
        lines,
      )}, format = 'newline_delimited', maximum_object_size = 67108864,
         columns = {path: 'VARCHAR', width: 'INTEGER', height: 'INTEGER',
           boxes: 'STRUCT("label" VARCHAR, x DOUBLE, y DOUBLE, width DOUBLE, height DOUBLE)[]'}))
       TO ${literal(annotated)} (FORMAT PARQUET)`,
    );
    ready.push({ name: some[0].name, path: annotated, split });
  }
  return annotatedSource(connection, 'voc', ready, pictures);
}

async function writeRows(
  files: readonly NamedFile[],
  lines: string,
): Promise<void> {
  const output = createWriteStream(lines);
  for (const file of files) {
    const { size } = await stat(file.path);
    if (size > ANNOTATION_LIMIT_BYTES) {
      throw new TableError(
        `The annotation has ${size} bytes; at most ${ANNOTATION_LIMIT_BYTES} are read.`,
        file.name,
      );
    }
    const row = readVoc(await readFile(file.path, 'utf8'), file.name);
    if (!output.write(`${JSON.stringify(row)}\n`)) await once(output, 'drain');
  }
  output.end();
  await finished(output);
}
