import { identifier, type Table, type Value } from '@greenroom/dataset';
import type { LabelledDataset } from '@greenroom/manifest';
import type { Annotation } from '../pictures/geometry/moveAnnotation';
import type { Size } from '../pictures/geometry/Placement';
import { PictureError, unpackPicture } from '../pictures/pictureFile';
import type { Pixels } from '../pictures/Pixels';
import type { PictureSource } from '../pictures/augmentPictures';
import { smallPictureOf } from '../pictures/smallPicture';
import type { Ground } from './readGround';

/** Pictures read from the table at a time. */
const AT_A_TIME = 128;
/** More are not compared with each other. */
const MOST_COMPARED = 50_000;

/** The size of raw pixels, where the manifest declares it. */
export type RawSize = Size & { readonly channels: 1 | 3 | 4 };

/**
 * The pictures of a column: files, or raw pixels of a declared size.
 *
 * @throws RangeError where the column holds none, or there are too many to compare
 */
export function tablePictures(
  table: Table,
  dataset: LabelledDataset,
  column: string,
  ground: Ground,
): PictureSource & { readonly raw?: RawSize } {
  const { keys } = ground.rows;
  const compared = keys.length + ground.heldOutKeys.length;
  if (compared > MOST_COMPARED)
    throw new RangeError(
      `${table.file} has ${compared} pictures; at most ${MOST_COMPARED} are compared with each other. Give a part of it.`,
    );
  const raw = rawSize(table, dataset, column);
  const { boxesOf } = ground;
  return {
    ...(raw ? { raw, fixed: { width: raw.width, height: raw.height } } : {}),
    async pixelsOf(row) {
      const [cell] = await cellsOf(table, dataset.key, column, [keys[row]]);
      return pixelsOf(cell ?? null, raw, keys[row]);
    },
    training: () => small(table, dataset.key, column, raw, keys),
    heldOut: () => small(table, dataset.key, column, raw, ground.heldOutKeys),
    ...(boxesOf ? { annotationsOf: row => annotationsIn(boxesOf(row)) } : {}),
  };
}

/** @throws RangeError naming the columns that hold pictures */
function rawSize(
  table: Table,
  { columns = [] }: LabelledDataset,
  name: string,
): RawSize | undefined {
  const {
    width,
    height,
    channels = 1,
    type,
  } = columns.find(column => column.name === name) ?? {};
  const found = table.columns.find(column => column.name === name);
  if (found && type === 'image' && width && height)
    return { width, height, channels };
  if (found?.type === 'BLOB') return undefined;
  const pictures = table.columns.filter(
    column =>
      column.type === 'BLOB' ||
      columns.some(each => each.name === column.name && each.type === 'image'),
  );
  throw new RangeError(
    `The recipe changes the column ${name}, which holds no pictures. ${
      pictures.length > 0
        ? `Name one that does: ${pictures.map(each => each.name).join(', ')}.`
        : 'The data set has no column of pictures.'
    }`,
  );
}

async function* small(
  table: Table,
  key: string,
  column: string,
  raw: RawSize | undefined,
  keys: readonly string[],
): AsyncGenerator<Pixels | undefined> {
  for (let from = 0; from < keys.length; from += AT_A_TIME) {
    const some = keys.slice(from, from + AT_A_TIME);
    for (const cell of await cellsOf(table, key, column, some)) {
      if (raw) yield rawPixels(cell, raw);
      else yield isBytes(cell) ? await smallPictureOf(cell) : undefined;
    }
  }
}

/** In the order of the keys. */
async function cellsOf(
  table: Table,
  key: string,
  column: string,
  keys: readonly string[],
): Promise<Value[]> {
  const name = `CAST(${identifier(key)} AS VARCHAR)`;
  const found = await table.query(
    `SELECT ${name} AS k, ${identifier(
      column,
    )} AS picture FROM t WHERE ${name} IN (${keys
      .map((_, i) => `$${i + 1}`)
      .join(', ')})`,
    keys,
  );
  const byKey = new Map(found.map(row => [String(row.k), row.picture]));
  return keys.map(each => byKey.get(each) ?? null);
}

/** @throws PictureError naming the row */
async function pixelsOf(
  cell: Value,
  raw: RawSize | undefined,
  key: string,
): Promise<Pixels> {
  if (!raw) {
    if (isBytes(cell)) return (await unpackPicture(cell, `Row ${key}`)).pixels;
    throw new PictureError(
      `Row ${key} has no picture. Add it, or choose other rows by where.`,
    );
  }
  const pixels = rawPixels(cell, raw);
  if (pixels) return pixels;
  throw new PictureError(
    `Row ${key}: the picture is not of ${raw.width} x ${raw.height} x ${raw.channels} numbers. Correct it, or the size that the manifest declares.`,
  );
}

function rawPixels(cell: Value, raw: RawSize): Pixels | undefined {
  if (!(isBytes(cell) || Array.isArray(cell))) return undefined;
  const values = Uint8Array.from(cell as ArrayLike<number>);
  return values.length === raw.width * raw.height * raw.channels
    ? { ...raw, values }
    : undefined;
}

/** Also of another realm, as tests have one of their own. */
function isBytes(cell: Value): cell is Uint8Array {
  return ArrayBuffer.isView(cell);
}

type TableBox = { readonly label: string } & Annotation['box'];

function annotationsIn(json: string): Annotation[] {
  const boxes = (JSON.parse(json) ?? []) as readonly TableBox[];
  return boxes.map(({ label, x, y, width, height }) => ({
    label,
    box: { x, y, width, height },
  }));
}
