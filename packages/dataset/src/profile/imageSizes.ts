import { loadSharp } from '../native';
import { identifier } from '../sql';
import type { Table, TableColumn, Value } from '../Table';
import type { ColumnProfile } from './ColumnProfile';

/** A picture of raw pixels, as a manifest declares it. */
export type DeclaredImage = {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly channels?: number;
};

/** So many pictures are looked into; of more, as many spread evenly over the table. */
const LOOKED_AT = 10_000;
const SHOWN_SIZES = 20;
/** The head of a picture that holds its size is never longer; the pixels stay unread. */
const HEAD_BYTES = 512 * 1024;

/**
 * The sizes of the pictures of a column, the most frequent first: of raw pixels
 * as declared, counting the rows that have that many; of encoded pictures (PNG,
 * JPEG, WebP, GIF, TIFF, AVIF) as their head says. Of more than ten thousand
 * pictures as many are looked into and the counts are theirs.
 *
 * @returns undefined where the column has no pictures
 */
export async function imageSizes(
  table: Table,
  column: TableColumn,
  declared: DeclaredImage | undefined,
): Promise<ColumnProfile['imageSizes']> {
  if (declared && column.type.endsWith(']'))
    return declaredSize(table, declared);
  return column.type === 'BLOB' ? encodedSizes(table, column.name) : undefined;
}

async function declaredSize(
  table: Table,
  { name, width, height, channels = 1 }: DeclaredImage,
) {
  const [row] = await table.query(
    `SELECT count(*) AS n FROM t WHERE len(${identifier(name)}) = ${
      width * height * channels
    }`,
  );
  return [{ width, height, count: Number(row.n) }];
}

async function encodedSizes(table: Table, name: string) {
  const step = Math.max(1, Math.ceil(table.rowCount / LOOKED_AT));
  const counts = new Map<
    string,
    { width: number; height: number; count: number }
  >();
  for await (const rows of table.stream(
    `SELECT picture FROM (SELECT ${identifier(
      name,
    )} AS picture, row_number() OVER () AS i FROM t) WHERE i % ${step} = 0 AND picture IS NOT NULL`,
  )) {
    for (const { picture } of rows) {
      const size = await sizeOf(picture);
      if (!size) continue;
      const key = `${size.width} ${size.height}`;
      const found = counts.get(key) ?? { ...size, count: 0 };
      found.count++;
      counts.set(key, found);
    }
  }
  if (counts.size === 0) return undefined;
  return [...counts.values()]
    .sort(
      (a, b) => b.count - a.count || a.width - b.width || a.height - b.height,
    )
    .slice(0, SHOWN_SIZES);
}

/** Undefined where the bytes are no picture that is known. */
async function sizeOf(picture: Value) {
  if (!(picture instanceof Uint8Array)) return undefined;
  const sharp = loadSharp();
  try {
    const { width, height } = await sharp(
      picture.subarray(0, HEAD_BYTES),
    ).metadata();
    return width && height ? { width, height } : undefined;
  } catch {
    return undefined;
  }
}
