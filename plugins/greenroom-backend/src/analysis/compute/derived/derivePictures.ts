import { identifier, ROW_COLUMN } from '@greenroom/dataset';
import {
  DERIVED_FROM_IMAGE,
  imageFeatures,
  imageGrid,
  imageGridColumns,
} from '@greenroom/error-analysis';
import {
  clusterVectors,
  finishClusters,
  fitClusters,
  type NumberedTable,
  PICTURE_VECTOR_COLUMNS,
  pixelsOf,
  seePicture,
} from '@greenroom/evaluation';
import { encodedPictures } from '../encodedPictures';
import type { DerivedColumn } from './DerivedInput';
import {
  clusterFeature,
  type DerivedFound,
  DerivedValues,
} from './DerivedValues';

/** A minute or so of decoding; beyond, pictures are left out. */
const MOST_PICTURES = 20_000;
/** Raw pixels in memory at a time. */
const BATCH_BYTES = 64 * 1024 * 1024;

/** Whether the rows of pictures are divided by what they look like. */
export type Clustering = 'by look' | 'by embedding';

/** What can be read off encoded pictures; those that cannot be decoded have nothing. */
export async function derivePictures(
  numbered: NumberedTable,
  column: string,
  clustering: Clustering,
): Promise<{
  readonly found: readonly DerivedFound[];
  readonly remark?: string;
}> {
  const { table } = numbered;
  const derived = new DerivedValues(column, DERIVED_FROM_IMAGE, table.rowCount);
  const vectors = new Map<number, Float32Array>();
  let looked = 0;
  for await (const cell of encodedPictures(table, column)) {
    if (cell.kind === 'none') continue;
    if (looked === MOST_PICTURES) break;
    looked += 1;
    const seen = await seePicture(cell.picture);
    if (!seen) continue;
    derived.set(cell.number, seen.features);
    if (clustering === 'by look') vectors.set(cell.number, seen.vector);
  }
  return {
    found: [
      ...derived.finish(),
      ...clusterFeature(
        column,
        await clusterVectors(numbered, vectors, PICTURE_VECTOR_COLUMNS),
      ),
    ],
    remark:
      looked === MOST_PICTURES && table.rowCount > MOST_PICTURES
        ? `Of ${column}, the first ${MOST_PICTURES} pictures were looked at; the others are missing in its features.`
        : undefined,
  };
}

/** What can be read off raw pixels; rows with more or fewer than declared have nothing. */
export async function derivePixels(
  numbered: NumberedTable,
  column: Extract<DerivedColumn, { of: 'pixels' }>,
  clustering: Clustering,
): Promise<DerivedFound[]> {
  const { table } = numbered;
  const { name, width, height, channels } = column;
  const size = width * height * channels;
  const derived = new DerivedValues(name, DERIVED_FROM_IMAGE, table.rowCount);
  const clusters =
    clustering === 'by look'
      ? await fitClusters(
          table,
          identifier(name),
          imageGridColumns(column),
          cell => {
            const pixels = pixelsOf(cell, size);
            return pixels && imageGrid(pixels, column);
          },
        )
      : undefined;
  const batchRows = Math.max(1, Math.floor(BATCH_BYTES / size));
  const number = identifier(ROW_COLUMN);
  for (let from = 0; from < table.rowCount; from += batchRows) {
    const rows = await table.query(
      `SELECT ${number} AS n, ${identifier(name)} AS pixels FROM t
        WHERE ${number} BETWEEN ${from} AND ${
        from + batchRows - 1
      } ORDER BY ${number}`,
    );
    for (const { n, pixels } of rows) {
      const bytes = pixelsOf(pixels, size);
      if (!bytes) continue;
      derived.set(Number(n), imageFeatures(bytes, column));
      clusters?.add(Number(n), imageGrid(bytes, column));
    }
  }
  return [
    ...derived.finish(),
    ...clusterFeature(
      name,
      clusters && (await finishClusters(numbered, clusters)),
    ),
  ];
}
