import { identifier } from '@greenroom/dataset';
import {
  DERIVED_CLUSTER,
  DERIVED_FROM_IMAGE,
  derivedName,
} from '@greenroom/error-analysis';
import {
  clusterVectors,
  type NumberedTable,
  PICTURE_VECTOR_COLUMNS,
  seePicture,
} from '@greenroom/evaluation';
import type { DerivedWanted } from './DerivedWanted';
import { clusterFeature } from './deriveTexts';
import type { ErrorFeature } from './readErrorTable';

/** Encoded pictures in memory at a time. */
const BATCH_ROWS = 64;

/** What can be read off the pictures (PNG, JPEG, WebP) of a column; those that cannot be decoded are missing. */
export async function derivePictures(
  numbered: NumberedTable,
  column: string,
  wanted: DerivedWanted,
): Promise<ErrorFeature[]> {
  const { table } = numbered;
  const found = DERIVED_FROM_IMAGE.filter(({ words }) => wanted(words)).map(
    derived => ({
      ...{ derived, name: derivedName(column, derived) },
      values: new Float64Array(table.rowCount).fill(NaN),
    }),
  );
  const vectors = new Map<number, Float32Array>();
  for (let from = 0; from < table.rowCount; from += BATCH_ROWS) {
    const rows = await table.query(
      `SELECT ${identifier(
        column,
      )} AS picture FROM t LIMIT ${BATCH_ROWS} OFFSET ${from}`,
    );
    for (const [i, { picture }] of rows.entries()) {
      const seen =
        picture instanceof Uint8Array ? await seePicture(picture) : undefined;
      if (!seen) continue;
      vectors.set(from + i, seen.vector);
      for (const { derived, values } of found)
        values[from + i] = seen.features[derived.key];
    }
  }
  return [
    ...found.map(({ name, values }) => ({ name, values })),
    ...(wanted(DERIVED_CLUSTER.words)
      ? clusterFeature(
          column,
          await clusterVectors(numbered, vectors, PICTURE_VECTOR_COLUMNS),
        )
      : []),
  ];
}
