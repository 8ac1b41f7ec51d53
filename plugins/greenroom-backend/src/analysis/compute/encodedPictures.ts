import { type Row, ROW_COLUMN, type Table } from '@greenroom/dataset';
import { quoted } from './quoted';

/** Encoded pictures in memory at a time. */
const BATCH_BYTES = 64 * 1024 * 1024;
const BATCH_ROWS = 256;
/** Larger ones are not decoded, as they are not drawn either. */
const PICTURE_LIMIT_BYTES = 32 * 1024 * 1024;

export type Encoded = { readonly number: number } & (
  | {
      readonly kind: 'picture';
      readonly picture: Uint8Array;
      readonly digest: string;
    }
  | { readonly kind: 'none'; readonly reason: string }
);

/** A batch of pictures at a time, by the numbers of their rows. */
export async function* encodedPictures(
  table: Table,
  column: string,
): AsyncGenerator<Encoded> {
  const bytes = quoted(column);
  const number = quoted(ROW_COLUMN);
  const sizes = await table.query(
    `SELECT ${number} AS n, coalesce(octet_length(${bytes}), 0) AS size FROM t ORDER BY n`,
  );
  let from = 0;
  let size = 0;
  for (let to = 1; to <= sizes.length; to++) {
    size += Math.min(PICTURE_LIMIT_BYTES, Number(sizes[to - 1].size));
    const next = Math.min(PICTURE_LIMIT_BYTES, Number(sizes[to]?.size ?? 0));
    if (
      to < sizes.length &&
      to - from < BATCH_ROWS &&
      size + next <= BATCH_BYTES
    )
      continue;
    const batch = await table.query(
      `SELECT ${number} AS n, octet_length(${bytes}) AS size, sha256(${bytes}) AS digest,
              CASE WHEN octet_length(${bytes}) <= ${PICTURE_LIMIT_BYTES} THEN ${bytes} END AS picture
         FROM t WHERE ${number} BETWEEN ${Number(sizes[from].n)} AND ${Number(
        sizes[to - 1].n,
      )} ORDER BY n`,
    );
    yield* batch.map(encodedOf);
    from = to;
    size = 0;
  }
}

function encodedOf({ n, size, digest, picture }: Row): Encoded {
  const number = Number(n);
  if (picture instanceof Uint8Array)
    return { kind: 'picture', number, picture, digest: String(digest) };
  const reason =
    size === null
      ? 'there is none'
      : `it has ${size} bytes, at most ${PICTURE_LIMIT_BYTES} are decoded`;
  return { kind: 'none', number, reason };
}
