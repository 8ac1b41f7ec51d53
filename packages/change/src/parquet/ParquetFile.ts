import { type FileHandle, open } from 'node:fs/promises';
import { type FileMetaData, parquetMetadata, parquetSchema } from 'hyparquet';
import { getTreePath } from 'hyparquet/src/schema.js';
import type { SchemaTree } from 'hyparquet/src/types.js';
import { EditError } from '../Edit';
import type { Chunk, Leaf } from './Chunk';
import { type ThriftStruct, ThriftReader } from './CompactThrift';
import { readChunk } from './readChunk';

const MAGIC = 'PAR1';
/** Length of the metadata, and the magic bytes again. */
const TAIL_BYTES = 8;
/** Of the metadata: that of ten thousand columns in a thousand row groups. */
const METADATA_BYTES = 512 * 1024 * 1024;

/** A Parquet file of this machine, read as far as it is asked for. */
export class ParquetFile {
  private constructor(
    readonly handle: FileHandle,
    /** In the repository, for messages. */
    readonly path: string,
    readonly metadata: FileMetaData,
    /** The same as it stands in the file, with all that is in it. */
    readonly footer: ThriftStruct,
    /** In the order of the columns of row groups. */
    readonly leaves: readonly Leaf[],
  ) {}

  /**
   * Opens a file for a task, and closes it whatever comes of the task.
   *
   * @throws EditError for what is no Parquet, or cannot be read
   */
  static async use<T>(
    file: string,
    path: string,
    task: (parquet: ParquetFile) => Promise<T>,
  ): Promise<T> {
    const handle = await open(file);
    try {
      return await task(await ParquetFile.#open(handle, path));
    } catch (error) {
      if (error instanceof EditError || isOfSystem(error)) throw error;
      throw new EditError(
        `${path} could not be edited as Parquet: ${
          (error as Error).message
        }. Write it again with another program.`,
        path,
      );
    } finally {
      await handle.close();
    }
  }

  static async #open(handle: FileHandle, path: string): Promise<ParquetFile> {
    const { size } = await handle.stat();
    if (size < MAGIC.length + TAIL_BYTES) throw new Error('it is too short');
    const tail = await readSpan(handle, size - TAIL_BYTES, size);
    if (tail.toString('latin1', 4) === 'PARE')
      throw new EditError(
        `${path} is encrypted, so its rows cannot be edited. Write it without encryption.`,
        path,
      );
    if (tail.toString('latin1', 4) !== MAGIC)
      throw new Error('it does not end with PAR1');
    const length = tail.readUInt32LE(0);
    if (length > METADATA_BYTES || length > size - TAIL_BYTES - MAGIC.length)
      throw new Error('its metadata is longer than the file');
    const end = await readSpan(handle, size - TAIL_BYTES - length, size);
    const footer = new ThriftReader(end).struct();
    const metadata = parquetMetadata(
      end.buffer.slice(
        end.byteOffset,
        end.byteOffset + end.length,
      ) as ArrayBuffer,
      { geoparquet: false },
    );
    return new ParquetFile(
      handle,
      path,
      metadata,
      footer,
      leavesOf(parquetSchema(metadata)),
    );
  }

  get groups(): FileMetaData['row_groups'] {
    return this.metadata.row_groups;
  }

  /** Where a column of the table stands that is not nested; undefined where there is none of that name. */
  flatLeaf(name: string): number | undefined {
    const at = this.leaves.findIndex(
      ({ schemaPath, maxRepetition }) =>
        schemaPath.length === 2 &&
        maxRepetition === 0 &&
        schemaPath[1].element.name === name,
    );
    return at < 0 ? undefined : at;
  }

  /** What a column holds in a row group. */
  async chunk(group: number, leaf: number): Promise<Chunk> {
    const meta = this.meta(group, leaf);
    const { start, end } = spanOf(meta);
    return readChunk(
      await readSpan(this.handle, start, end),
      meta,
      this.leaves[leaf],
    );
  }

  meta(group: number, leaf: number) {
    const { file_path: elsewhere, meta_data: meta } =
      this.groups[group].columns[leaf];
    if (elsewhere || !meta)
      throw new EditError(
        `${this.path} keeps columns in other files or encrypted, which is not edited. Write it as one plain file.`,
        this.path,
      );
    return meta;
  }
}

/** Where the pages of a column stand. */
export function spanOf(meta: ReturnType<ParquetFile['meta']>): {
  readonly start: number;
  readonly end: number;
} {
  const dictionary = Number(meta.dictionary_page_offset ?? 0);
  const data = Number(meta.data_page_offset);
  // Some writers say 0 where there is no dictionary.
  const start = dictionary > 0 ? Math.min(dictionary, data) : data;
  return { start, end: start + Number(meta.total_compressed_size) };
}

/** @throws Error where the file ends before it */
export async function readSpan(
  handle: FileHandle,
  start: number,
  end: number,
): Promise<Buffer> {
  const { size } = await handle.stat();
  if (start < 0 || end < start || end > size)
    throw new Error('a part of it would stand outside of it');
  const bytes = Buffer.alloc(end - start);
  await handle.read(bytes, 0, bytes.length, start);
  return bytes;
}

function leavesOf(root: SchemaTree): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const walk = (node: SchemaTree) => {
    if (node.children.length > 0) node.children.forEach(walk);
    else if (node !== root) leaves.push(leafOf(getTreePath(root, node.path)));
  };
  walk(root);
  return leaves;
}

function leafOf(schemaPath: readonly SchemaTree[]): Leaf {
  const below = schemaPath.slice(1).map(({ element }) => element);
  const count = (is: (repetition: string | undefined) => boolean) =>
    below.filter(({ repetition_type: repetition }) => is(repetition)).length;
  return {
    schemaPath,
    element: below[below.length - 1],
    name: below.map(({ name }) => name).join('.'),
    maxDefinition: count(repetition => repetition !== 'REQUIRED'),
    maxRepetition: count(repetition => repetition === 'REPEATED'),
  };
}

function isOfSystem(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).syscall !== undefined;
}
