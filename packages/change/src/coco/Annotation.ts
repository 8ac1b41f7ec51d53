import type { Node } from 'jsonc-parser';
import { type Box, isSameNumber, PLACE } from '../boxes/Box';
import type { Replacement } from '../Replacement';
import { objectSpacing } from '../rows/objectSpacing';
import { jsonFields } from './jsonFields';

/** An entry of the list `annotations` that has a box. */
export type Annotation = {
  /** Its place in the list. */
  readonly at: number;
  readonly id?: number;
  readonly box: Box;
};

/** How the file writes numbers. */
export type NumberStyle = {
  /** Whole numbers of boxes as `12.0`. */
  readonly writesPoint: boolean;
};

/** Areas that are the box's own, but for rounding. */
const SAME_AREA = 1e-6;
/** Digits after the point of a product: what follows is the noise of binary fractions. */
const AREA_DIGITS = 6;

/**
 * What has to be written in an annotation so that its box is another one: the
 * class, the numbers of the place that differ, and the area where it was the
 * box's own.
 *
 * @param json - the annotation
 * @param start - where it stands in the text
 */
export function editAnnotation(
  json: string,
  start: number,
  before: Box,
  after: Box,
  style: NumberStyle & { readonly categoryId: number },
): readonly Replacement[] {
  const fields = jsonFields(json);
  const write = ({ offset, length }: Node, written: string) => ({
    start: start + offset,
    end: start + offset + length,
    written,
  });
  const category = fields.get('category_id');
  const place = fields.get('bbox')?.children ?? [];
  const area = fields.get('area');
  const written = [
    ...(category && before.label !== after.label
      ? [write(category, String(style.categoryId))]
      : []),
    ...PLACE.flatMap((name, i) =>
      isSameNumber(before[name], after[name])
        ? []
        : [write(place[i], numberText(after[name], style))],
    ),
    ...(area &&
    isOwnArea(area.value, before) &&
    !isSameNumber(areaOf(before), areaOf(after))
      ? [write(area, areaText(after, json, area, style))]
      : []),
  ];
  return written.sort((a, b) => a.start - b.start);
}

/** Whether an area is that of the box, and not of an outline within it. */
export function isOwnArea(area: number, box: Box): boolean {
  return Math.abs(area - areaOf(box)) <= SAME_AREA * Math.max(1, areaOf(box));
}

/** Fields of an annotation that a new one is given; of others nothing is known. */
const KNOWN_FIELDS = [
  'id',
  'image_id',
  'category_id',
  'bbox',
  'area',
  'iscrowd',
  'segmentation',
];
const NEEDED_FIELDS = KNOWN_FIELDS.slice(0, 4);

/** As the reference writes it, for files that have no annotation yet. */
const EXAMPLE =
  '{"id": 1, "image_id": 1, "category_id": 1, "bbox": [0, 0, 1, 1], "area": 1, "iscrowd": 0, "segmentation": []}';

/**
 * The text of a new annotation in the order of fields and the spacing of
 * another one. Its outline is left empty: nobody drew it.
 *
 * @param like - JSON of the other; undefined where the file has none
 */
export function writeAnnotation(
  box: Box,
  ids: {
    readonly id: number;
    readonly imageId: number;
    readonly categoryId: number;
  },
  like: string | undefined,
  style: NumberStyle,
): string {
  const example = like ?? EXAMPLE;
  const fields = [...jsonFields(example)].filter(([name]) =>
    KNOWN_FIELDS.includes(name),
  );
  const known = fields.map(([name]) => name);
  const names = [
    ...known,
    ...NEEDED_FIELDS.filter(name => !known.includes(name)),
  ];
  const spacing = objectSpacing(example);
  const valueOf = (name: string): string => {
    const node = new Map(fields).get(name);
    switch (name) {
      case 'id':
        return String(ids.id);
      case 'image_id':
        return String(ids.imageId);
      case 'category_id':
        return String(ids.categoryId);
      case 'area':
        return areaText(box, example, node, style);
      case 'bbox':
        return placeText(box, example, node, style);
      case 'iscrowd':
        return '0';
      default:
        return '[]';
    }
  };
  return `{${spacing.lead}${names
    .map(name => `${JSON.stringify(name)}${spacing.colon}${valueOf(name)}`)
    .join(spacing.between)}${spacing.tail}}`;
}

/** The four numbers with what stands around them in another place. */
export function placeText(
  box: Box,
  json: string,
  node: Node | undefined,
  style: NumberStyle,
): string {
  const numbers = node?.children ?? [];
  const values = PLACE.map(name => numberText(box[name], style));
  if (!node || numbers.length !== values.length)
    return `[${values.join(', ')}]`;
  const parts = numbers.map(({ offset }, i) => {
    const from =
      i === 0 ? node.offset : numbers[i - 1].offset + numbers[i - 1].length;
    return `${json.slice(from, offset)}${values[i]}`;
  });
  const last = numbers[values.length - 1];
  return (
    parts.join('') +
    json.slice(last.offset + last.length, node.offset + node.length)
  );
}

function numberText(value: number, { writesPoint }: NumberStyle): string {
  return writesPoint && Number.isSafeInteger(value)
    ? `${value}.0`
    : String(value);
}

/** Written with a point where the area in its place is. */
export function areaText(
  box: Box,
  json: string,
  node: Node | undefined,
  style: NumberStyle,
): string {
  const there = node ? json.slice(node.offset, node.offset + node.length) : '';
  return numberText(areaOf(box), {
    writesPoint: style.writesPoint && there.includes('.'),
  });
}

function areaOf({ width, height }: Box): number {
  return Number((width * height).toFixed(AREA_DIGITS));
}
