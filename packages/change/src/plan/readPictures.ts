import { identifier, literal, openTable } from '@greenroom/dataset';
import type { DetectionDataset } from '@greenroom/manifest';
import { type Box, readBoxes } from '../boxes/Box';
import { type TypedTable, specOf } from './TypedTable';

/** A picture with what people drew in it. */
export type DrawnPicture = {
  readonly key: string;
  readonly boxes: readonly Box[];
};

/**
 * The labelled pictures of a split, in the order of their keys.
 *
 * @throws RangeError where the split has none
 */
export async function readPictures(
  typed: TypedTable,
  { name, key, label, split: column }: DetectionDataset,
  split: string,
): Promise<readonly DrawnPicture[]> {
  const table = await openTable(specOf(typed));
  try {
    const rows = await table.query(
      `SELECT CAST(${identifier(key)} AS VARCHAR) AS k,
              CAST(to_json(${identifier(label)}) AS VARCHAR) AS b
         FROM t WHERE CAST(${identifier(column)} AS VARCHAR) = ${literal(split)}
          AND ${identifier(label)} IS NOT NULL ORDER BY k`,
    );
    if (rows.length === 0)
      throw new RangeError(`No picture of ${name} is in the split ${split}.`);
    return rows.map(({ k, b }) => ({
      key: String(k),
      boxes: boxesOfCell(b) ?? [],
    }));
  } finally {
    table.close();
  }
}

/** Of a label as `to_json` gives it: a list, or the text of one. */
export function boxesOfCell(cell: unknown): readonly Box[] | undefined {
  if (cell === null || cell === undefined) return undefined;
  const text = String(cell);
  return readBoxes(text.startsWith('"') ? String(JSON.parse(text)) : text);
}
