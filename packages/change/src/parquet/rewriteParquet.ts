import { type FileHandle, open } from 'node:fs/promises';
import {
  changeChunk,
  type Chunk,
  type ChunkChange,
  type Physical,
} from './Chunk';
import { metaOf, shiftedIndex } from './chunkFields';
import {
  type ThriftStruct,
  type ThriftValue,
  writeThrift,
} from './CompactThrift';
import {
  changed,
  COLUMN,
  FILE,
  GROUP,
  i64,
  META,
  numberAt,
  shifted,
  structAt,
  structs,
} from './footerFields';
import { type ParquetFile, readSpan, spanOf } from './ParquetFile';
import { writeChunk } from './writeChunk';

/** What becomes of a row group. */
export type GroupChange = {
  readonly gone: ChunkChange['gone'];
  /** By place of the column among the leaves: values by row. */
  readonly written: ReadonlyMap<number, ReadonlyMap<number, Physical | null>>;
};

class Rewriter {
  #at = 0;
  readonly #moved: { column: ThriftStruct; byBytes: bigint }[] = [];

  constructor(
    private readonly source: ParquetFile,
    private readonly target: FileHandle,
  ) {}

  async write(bytes: Buffer): Promise<void> {
    await this.target.writeFile(bytes);
    this.#at += bytes.length;
  }

  /** Undefined where no row is left. */
  async group(
    group: ThriftStruct,
    at: number,
    change: GroupChange | undefined,
  ): Promise<ThriftStruct | undefined> {
    const rows = numberAt(group, GROUP.rows) - BigInt(change?.gone.size ?? 0);
    if (rows === 0n && change) return undefined;
    const start = this.#at;
    const columns: ThriftStruct[] = [];
    for (const [leaf, column] of structs(group, GROUP.columns).entries()) {
      const written = change?.written.get(leaf);
      const isTouched =
        change !== undefined && (change.gone.size > 0 || written !== undefined);
      columns.push(
        isTouched
          ? await this.#changed(column, at, leaf, {
              gone: change.gone,
              written: written ?? new Map(),
            })
          : await this.#copied(column, at, leaf),
      );
    }
    const isSorted = change === undefined || change.written.size === 0;
    return this.#finished(group, columns, { rows, start, isSorted });
  }

  /** A row group of its own, as the first one is written. */
  async added({
    rows,
    chunks,
  }: {
    rows: number;
    chunks: readonly Chunk[];
  }): Promise<ThriftStruct> {
    const [like] = structs(this.source.footer, FILE.groups);
    const start = this.#at;
    const columns: ThriftStruct[] = [];
    for (const [leaf, column] of structs(like, GROUP.columns).entries())
      columns.push(
        await this.#written(column, leaf, chunks[leaf], {
          codec: this.source.meta(0, leaf).codec,
          values: 'plain',
        }),
      );
    return this.#finished(like, columns, {
      rows: BigInt(rows),
      start,
      isSorted: false,
    });
  }

  #finished(
    group: ThriftStruct,
    columns: readonly ThriftStruct[],
    said: { rows: bigint; start: number; isSorted: boolean },
  ): ThriftStruct {
    const metas = columns.map(column => structAt(column, COLUMN.meta));
    const sum = (id: number) =>
      metas.reduce((total, meta) => total + numberAt(meta, id), 0n);
    return changed(group, {
      [GROUP.columns]: { type: 'list', of: 12, value: [...columns] },
      [GROUP.bytes]: i64(sum(META.bytes)),
      [GROUP.rows]: i64(said.rows),
      [GROUP.packedBytes]: i64(sum(META.packedBytes)),
      [GROUP.offset]: i64(said.start),
      // Row groups may have gone and come.
      [GROUP.ordinal]: undefined,
      ...(said.isSorted ? {} : { [GROUP.sorting]: undefined }),
    });
  }

  async #copied(
    column: ThriftStruct,
    group: number,
    leaf: number,
  ): Promise<ThriftStruct> {
    const { start, end } = spanOf(this.source.meta(group, leaf));
    const byBytes = BigInt(this.#at - start);
    await this.write(await readSpan(this.source.handle, start, end));
    const meta = structAt(column, COLUMN.meta);
    const moved = changed(column, {
      ...shifted(column, [COLUMN.offset], byBytes),
      [COLUMN.meta]: changed(
        meta,
        shifted(
          meta,
          [META.dataPage, META.indexPage, META.dictionaryPage],
          byBytes,
        ),
      ),
    });
    this.#moved.push({ column: moved, byBytes });
    return moved;
  }

  async #changed(
    column: ThriftStruct,
    group: number,
    leaf: number,
    change: ChunkChange,
  ): Promise<ThriftStruct> {
    const {
      codec,
      dictionary_page_offset: dictionary,
      encodings,
    } = this.source.meta(group, leaf);
    const hadDictionary =
      dictionary !== undefined ||
      encodings.some(encoding => encoding.endsWith('_DICTIONARY'));
    const chunk = changeChunk(
      await this.source.chunk(group, leaf),
      this.source.leaves[leaf],
      change,
    );
    return this.#written(column, leaf, chunk, {
      codec,
      values: hadDictionary ? 'dictionary' : 'plain',
    });
  }

  async #written(
    column: ThriftStruct,
    leaf: number,
    chunk: Chunk,
    style: Parameters<typeof writeChunk>[2],
  ): Promise<ThriftStruct> {
    const start = this.#at;
    const written = writeChunk(chunk, this.source.leaves[leaf], style);
    await this.write(written.bytes);
    return changed(column, {
      [COLUMN.offset]: i64(start),
      [COLUMN.meta]: changed(
        structAt(column, COLUMN.meta),
        metaOf(written, start),
      ),
      [COLUMN.offsetIndex]: undefined,
      [COLUMN.offsetIndexLength]: undefined,
      [COLUMN.columnIndex]: undefined,
      [COLUMN.columnIndexLength]: undefined,
    });
  }

  /** What is said of the pages of columns that were copied, behind all row groups. */
  async indexes(): Promise<void> {
    for (const { column, byBytes } of this.#moved) {
      const meta = structAt(column, COLUMN.meta);
      await this.#copyPart(
        column,
        COLUMN.columnIndex,
        column,
        COLUMN.columnIndexLength,
      );
      await this.#copyPart(
        column,
        COLUMN.offsetIndex,
        column,
        COLUMN.offsetIndexLength,
        bytes => shiftedIndex(bytes, byBytes),
      );
      if (meta.value.has(META.bloomLength))
        await this.#copyPart(meta, META.bloom, meta, META.bloomLength);
      // How long it is, is told nowhere else.
      else meta.value.delete(META.bloom);
    }
  }

  async #copyPart(
    from: ThriftStruct,
    offset: number,
    of: ThriftStruct,
    length: number,
    change: (bytes: Buffer) => Buffer = bytes => bytes,
  ): Promise<void> {
    if (!from.value.has(offset) || !of.value.has(length)) return;
    const start = Number(numberAt(from, offset));
    const end = start + Number(numberAt(of, length));
    const bytes = change(await readSpan(this.source.handle, start, end));
    from.value.set(offset, i64(this.#at));
    of.value.set(length, { type: 'i32', value: BigInt(bytes.length) });
    await this.write(bytes);
  }

  async footer(groups: readonly ThriftValue[]): Promise<void> {
    const rows = groups.reduce(
      (sum, group) => sum + numberAt(group as ThriftStruct, GROUP.rows),
      0n,
    );
    const metadata = writeThrift(
      changed(this.source.footer, {
        [FILE.rows]: i64(rows),
        [FILE.groups]: { type: 'list', of: 12, value: [...groups] },
      }),
    );
    const tail = Buffer.alloc(8, 'PAR1PAR1');
    tail.writeUInt32LE(metadata.length);
    await this.write(Buffer.concat([metadata, tail]));
  }
}

/**
 * Writes a Parquet file again with other rows: schema, codecs, row groups and
 * key-value metadata are those of the file, and columns of a row group in which
 * nothing changes keep their bytes. What a page index or statistics said of a
 * column that changes is left out, since it may no longer be so.
 *
 * @param changes - by row group
 * @param added - of each leaf, what a row group of new rows holds
 */
export async function rewriteParquet(
  source: ParquetFile,
  target: string,
  changes: ReadonlyMap<number, GroupChange>,
  added?: { readonly rows: number; readonly chunks: readonly Chunk[] },
): Promise<void> {
  const handle = await open(target, 'wx');
  try {
    const writer = new Rewriter(source, handle);
    await writer.write(Buffer.from('PAR1'));
    const groups: ThriftValue[] = [];
    for (const [at, group] of structs(source.footer, FILE.groups).entries()) {
      const written = await writer.group(group, at, changes.get(at));
      if (written) groups.push(written);
    }
    if (added) groups.push(await writer.added(added));
    await writer.indexes();
    await writer.footer(groups);
  } finally {
    await handle.close();
  }
}
