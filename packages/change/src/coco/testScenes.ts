import type { Box } from '../boxes/Box';

export type Scene = {
  readonly name: string;
  readonly boxes: readonly (Box & { readonly id: number })[];
};

/** How a file may be written. */
export type Layout = {
  readonly space: '' | ' ';
  /** Before each entry of a list. */
  readonly newline: '' | '\n' | '\r\n    ';
  /** Whole numbers as `12.0`. */
  readonly writesPoint: boolean;
  readonly extra: readonly string[];
};

export const CLASSES = ['3', '4', '9'];

/** A COCO file with the scenes in their order, pictures numbered from 1. */
export function cocoText(
  scenes: readonly (Scene | undefined)[],
  { space, newline, writesPoint, extra }: Layout,
): string {
  const object = (fields: Record<string, string>) =>
    `{${Object.entries(fields)
      .map(([name, value]) => `"${name}":${space}${value}`)
      .join(`,${space}`)}}`;
  const list = (entries: readonly string[]) =>
    entries.length === 0
      ? '[]'
      : `[${newline}${entries.join(`,${newline || space}`)}${newline}]`;
  const number = (value: number) =>
    writesPoint && Number.isInteger(value) ? `${value}.0` : String(value);
  const present = scenes.flatMap((scene, i) =>
    scene ? [{ ...scene, id: i + 1 }] : [],
  );
  return `${object({
    info: '{"by": "hand"  }',
    images: list(
      present.map(({ id, name }) =>
        object({ file_name: JSON.stringify(name), id: String(id) }),
      ),
    ),
    categories: list(
      CLASSES.map((name, i) =>
        object({ id: String(10 + i), name: JSON.stringify(name) }),
      ),
    ),
    annotations: list(
      present.flatMap(({ id: imageId, boxes }) =>
        boxes.map(({ id, label, x, y, width, height }) =>
          object({
            image_id: String(imageId),
            ...(extra.includes('segmentation') ? { segmentation: '[]' } : {}),
            bbox: `[${[x, y, width, height].map(number).join(`,${space}`)}]`,
            category_id: String(10 + CLASSES.indexOf(label)),
            id: String(id),
            ...(extra.includes('area')
              ? { area: number(Number((width * height).toFixed(6))) }
              : {}),
            ...(extra.includes('iscrowd') ? { iscrowd: '0' } : {}),
          }),
        ),
      ),
    ),
    end: '"}]"',
  })}\n`;
}

/** A picture's label. */
export function labelOf(boxes: readonly Box[]): string {
  return JSON.stringify(
    boxes.map(({ label, x, y, width, height }) => ({
      label,
      x,
      y,
      width,
      height,
    })),
  );
}
