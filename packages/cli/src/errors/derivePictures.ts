import { identifier, type Table } from '@greenroom/dataset';
import { DERIVED_FROM_IMAGE, derivedName } from '@greenroom/error-analysis';
import { pictureFeatures } from '@greenroom/evaluation';
import type { ErrorFeature } from './readErrorTable';

/** Encoded pictures in memory at a time. */
const BATCH_ROWS = 64;

/** What can be read off the pictures (PNG, JPEG, WebP) of a column; those that cannot be decoded are missing. */
export async function derivePictures(
  table: Table,
  column: string,
): Promise<ErrorFeature[]> {
  const found = DERIVED_FROM_IMAGE.map(derived => ({
    ...{ derived, name: derivedName(column, derived) },
    values: new Float64Array(table.rowCount).fill(NaN),
  }));
  for (let from = 0; from < table.rowCount; from += BATCH_ROWS) {
    const rows = await table.query(
      `SELECT ${identifier(
        column,
      )} AS picture FROM t LIMIT ${BATCH_ROWS} OFFSET ${from}`,
    );
    for (const [i, { picture }] of rows.entries()) {
      const read =
        picture instanceof Uint8Array
          ? await pictureFeatures(picture)
          : undefined;
      if (read)
        for (const { derived, values } of found)
          values[from + i] = read[derived.key];
    }
  }
  return found.map(({ name, values }) => ({ name, values }));
}
