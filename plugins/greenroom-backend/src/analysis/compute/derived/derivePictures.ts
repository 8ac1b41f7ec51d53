import { identifier, ROW_COLUMN, type Table } from '@greenroom/dataset';
import { DERIVED_FROM_IMAGE, imageFeatures } from '@greenroom/error-analysis';
import { pictureFeatures } from '@greenroom/evaluation';
import { encodedPictures } from '../encodedPictures';
import type { DerivedColumn } from './DerivedInput';
import { DerivedValues } from './DerivedValues';

/** A minute or so of decoding; beyond, pictures are left out. */
const MOST_PICTURES = 20_000;
/** Raw pixels in memory at a time. */
const BATCH_BYTES = 64 * 1024 * 1024;

/** What can be read off encoded pictures; those that cannot be decoded have nothing. */
export async function derivePictures(table: Table, column: string) {
  const derived = new DerivedValues(column, DERIVED_FROM_IMAGE, table.rowCount);
  let looked = 0;
  for await (const cell of encodedPictures(table, column)) {
    if (cell.kind === 'none') continue;
    if (looked === MOST_PICTURES) break;
    looked += 1;
    const features = await pictureFeatures(cell.picture);
    if (features) derived.set(cell.number, features);
  }
  return {
    found: derived.finish(),
    remark:
      looked === MOST_PICTURES && table.rowCount > MOST_PICTURES
        ? `Of ${column}, the first ${MOST_PICTURES} pictures were looked at; the others are missing in its features.`
        : undefined,
  };
}

/** What can be read off raw pixels; rows with more or fewer than declared have nothing. */
export async function derivePixels(
  table: Table,
  column: Extract<DerivedColumn, { of: 'pixels' }>,
) {
  const { name, width, height, channels } = column;
  const size = width * height * channels;
  const derived = new DerivedValues(name, DERIVED_FROM_IMAGE, table.rowCount);
  const batchRows = Math.max(1, Math.floor(BATCH_BYTES / size));
  const number = identifier(ROW_COLUMN);
  for (let from = 0; from < table.rowCount; from += batchRows) {
    const rows = await table.query(
      `SELECT ${number} AS n, ${identifier(name)} AS pixels FROM t
        WHERE ${number} BETWEEN ${from} AND ${from + batchRows - 1}`,
    );
    for (const { n, pixels } of rows) {
      const bytes =
        pixels instanceof Uint8Array || pixels === null
          ? pixels
          : Uint8Array.from(pixels as unknown as number[]);
      if (bytes?.length === size)
        derived.set(Number(n), imageFeatures(bytes, column));
    }
  }
  return derived.finish();
}
