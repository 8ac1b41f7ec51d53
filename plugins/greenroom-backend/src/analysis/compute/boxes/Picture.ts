import {
  type Box,
  boxesText,
  readBoxesText,
} from '@greenroom/backstage-plugin-greenroom-common';
import { openTable } from '@greenroom/dataset';
import type { Boxes } from '@greenroom/label-quality';
import { quoted } from '../quoted';
import type { BoxesInput } from './BoxesInput';

/** A row: a picture with its boxes. */
export type Picture = {
  readonly key: string;
  readonly split: string;
  readonly boxes: readonly Box[];
  /** All boxes as one text: the label. */
  readonly given: string;
  /** In pixels, where the annotations say it. */
  readonly width?: number;
  readonly height?: number;
  /** Of its bytes, where the pictures are at hand. */
  readonly sha256?: string;
};

/** Of a snapshot of COCO or Pascal VOC, where it has them. */
const OPTIONAL = ['width', 'height', 'sha256'] as const;

/** Pictures in the order of their keys. */
export async function readPictures({
  table: file,
  key,
  label,
  split,
}: BoxesInput): Promise<Picture[]> {
  const table = await openTable({ path: file, format: 'parquet' });
  try {
    const there = new Set(table.columns.map(({ name }) => name));
    const rows = await table.query(
      `SELECT CAST(${quoted(key)} AS VARCHAR) AS k, CAST(${quoted(
        split,
      )} AS VARCHAR) AS s, CAST(to_json(${quoted(
        label,
      )}) AS VARCHAR) AS b, ${OPTIONAL.map(name =>
        there.has(name) ? name : `NULL AS ${name}`,
      ).join(', ')} FROM t WHERE ${quoted(label)} IS NOT NULL ORDER BY k`,
    );
    return rows.map(row => {
      const boxes = readBoxesText(String(row.b)) ?? [];
      const number = (value: unknown) =>
        value === null || value === undefined ? undefined : Number(value);
      return {
        key: String(row.k),
        split: String(row.s ?? ''),
        boxes,
        given: boxesText(boxes),
        width: number(row.width),
        height: number(row.height),
        sha256:
          typeof row.sha256 === 'string' && row.sha256 !== ''
            ? row.sha256
            : undefined,
      };
    });
  } finally {
    table.close();
  }
}

/** As kernels take them; classes by their place among the declared ones. */
export function kernelBoxes(
  boxes: readonly Box[],
  classes: readonly string[],
): Boxes {
  const index = new Map(classes.map((name, i) => [name, i]));
  return {
    corners: Float64Array.from(
      boxes.flatMap(({ x, y, width, height }) => [x, y, x + width, y + height]),
    ),
    classes: Int32Array.from(boxes, ({ label }) => index.get(label) ?? -1),
  };
}
