import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { identifier, picture, thumbnail, type Value } from '@greenroom/dataset';
import type { Thumbnails as ThumbnailsView } from '@greenroom/backstage-plugin-greenroom-common';
import { hasKey, keyText } from './keySql';
import type { ResultFiles } from './ResultFiles';
import type { RowAccess, VisibleColumn } from './RowAccess';

export const THUMBNAIL_PIXELS = 112;
/** Larger ones are for looking at a few rows. */
export const LARGEST_PIXELS = 1_024;
/** Pixels drawn for one request: a page of thumbnails, or four large pictures. */
export const PIXELS_A_REQUEST = 4 * LARGEST_PIXELS * LARGEST_PIXELS;
/** Encoded pictures of more bytes are not drawn here. */
export const PICTURE_LIMIT_BYTES = 32 * 1024 * 1024;

/** Pictures of rows, fitted into a square. A row whose picture cannot be drawn has none. */
export class Thumbnails {
  constructor(
    private readonly rooms: { access: RowAccess; files: ResultFiles },
  ) {}

  async of(
    request: {
      readonly versionId: string;
      readonly keys: readonly string[];
      readonly sizePixels: number;
    },
    credentials: BackstageCredentials,
  ): Promise<ThumbnailsView> {
    const table = await this.rooms.access.table(request.versionId, credentials);
    const { picture: column } = table;
    if (!column || table.hidden) return { thumbnails: {} };
    const { sizePixels } = request;
    const keys = request.keys.slice(
      0,
      Math.floor(PIXELS_A_REQUEST / (sizePixels * sizePixels)),
    );
    const values: (string | number)[] = [];
    const where = hasKey(table, keys, value => `$${values.push(value)}`);
    const id = identifier(column.name);
    const bounded =
      column.sqlType === 'BLOB'
        ? `octet_length(${id}) <= ${PICTURE_LIMIT_BYTES}`
        : 'true';
    const rows = await this.rooms.files.query(
      { t: table.file },
      `SELECT ${keyText(table)} AS k, ${id} AS picture FROM t
        WHERE ${where} AND ${id} IS NOT NULL AND ${bounded}`,
      values,
    );
    const drawn: [string, string][] = [];
    // One after the other: a request takes one thread, not all of them.
    for (const row of rows) {
      const url = await draw(row.picture, column, sizePixels);
      if (url) drawn.push([String(row.k), url]);
    }
    return { thumbnails: Object.fromEntries(drawn) };
  }
}

/** @returns undefined for what cannot be drawn */
export async function draw(
  value: Value,
  { sqlType, declared }: VisibleColumn,
  sizePixels: number,
): Promise<string | undefined> {
  try {
    if (sqlType === 'BLOB' && !isRaw(value, declared)) {
      const webp = await picture(value as Uint8Array, sizePixels);
      return `data:image/webp;base64,${webp.toString('base64')}`;
    }
    const { width, height, channels = 1 } = declared ?? {};
    if (!width || !height) return undefined;
    const png = await thumbnail(
      bytesOf(value),
      { width, height, channels },
      sizePixels,
    );
    return `data:image/png;base64,${png.toString('base64')}`;
  } catch {
    // A stranger's picture: what cannot be drawn is left out, its row stays.
    return undefined;
  }
}

function isRaw(value: Value, declared: VisibleColumn['declared']): boolean {
  const { width, height, channels = 1 } = declared ?? {};
  return (
    width !== undefined &&
    height !== undefined &&
    value instanceof Uint8Array &&
    value.length === width * height * channels
  );
}

function bytesOf(value: Value): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return Uint8Array.from(value as number[]);
}
