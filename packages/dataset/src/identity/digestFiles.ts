import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { openTable } from '../openTable';
import type { TableFile, TableSpec } from '../table/TableSpec';
import { TableError } from '../TableError';
import { digestRows } from './digestTable';
import { RowsDigest } from './RowsDigest';

/** Digests of files that were read before, by the SHA-256 of their bytes and of how they are read. */
export type KnownDigests = Record<string, ReturnType<RowsDigest['toJSON']>>;

export type FilesDigest = {
  readonly digest: string;
  readonly rows: number;
  readonly columns: number;
  /** Files whose rows were read; the others were known. */
  readonly filesRead: number;
  /** What is known now: the files of this table and no others. */
  readonly known: KnownDigests;
};

/**
 * The content digest of a table of several files, combined from theirs, so that
 * a file that was digested before is not parsed again: a table that grows by a
 * file costs that file.
 *
 * @throws TableError where a file cannot be read, or has other columns than the first
 */
export async function digestFiles(
  files: readonly Exclude<TableFile, string>[],
  spec: Omit<TableSpec, 'path' | 'splits' | 'join'>,
  known: KnownDigests = {},
): Promise<FilesDigest> {
  const read: KnownDigests = {};
  let whole: RowsDigest | undefined;
  let filesRead = 0;
  for (const file of files) {
    const id = await idOf(file.path, spec);
    if (!known[id]) filesRead++;
    const digest = known[id]
      ? RowsDigest.fromJSON(known[id])
      : await digestFile(file, spec);
    read[id] = digest.toJSON();
    if (!whole) whole = digest;
    else if (whole.schema === digest.schema) whole.merge(digest);
    else throw otherColumns(file.name, whole.schema, digest.schema);
  }
  if (!whole) throw new TableError('There is no file to digest.');
  return {
    digest: whole.finish(),
    rows: whole.rows,
    columns: (JSON.parse(whole.schema) as unknown[]).length,
    filesRead,
    known: read,
  };
}

async function digestFile(
  file: Exclude<TableFile, string>,
  spec: Omit<TableSpec, 'path' | 'splits' | 'join'>,
): Promise<RowsDigest> {
  const table = await openTable({ ...spec, path: [file] });
  try {
    return await digestRows(table);
  } finally {
    table.close();
  }
}

async function idOf(file: string, spec: object): Promise<string> {
  const hash = createHash('sha256').update(`${JSON.stringify(spec)}\n`);
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

const KINDS: Readonly<Record<string, string>> = {
  n: 'numbers',
  b: 'true or false',
  s: 'texts',
  x: 'bytes',
  l: 'lists',
};

function otherColumns(file: string, first: string, other: string): TableError {
  const kinds = (schema: string) =>
    new Map(JSON.parse(schema) as [string, string][]);
  const [expected, found] = [kinds(first), kinds(other)];
  const name = [...expected.keys(), ...found.keys()].find(
    each => expected.get(each) !== found.get(each),
  )!;
  const has = (of: Map<string, string>) => KINDS[of.get(name) ?? ''] ?? 'none';
  return new TableError(
    `Column ${name} holds ${has(found)} here and ${has(
      expected,
    )} in the first file. Declare its type in a manifest and read all files under it, with --schema.`,
    file,
    1,
  );
}
