import type { Box } from '../boxes/Box';
import type { Replacement } from '../Replacement';
import { replaced } from '../Replacement';
import { areaText, isOwnArea, placeText } from './Annotation';
import { type CocoRowText, readCocoRowText } from './CocoRowText';
import { jsonFields } from './jsonFields';

/** What an annotation marks: a box, and the outline or the pixels where the file has them. */
export type CocoMark = {
  readonly box: Box;
  /** Polygons of corners. */
  readonly outline?: readonly (readonly (readonly [x: number, y: number])[])[];
  /** Run lengths, down the columns. */
  readonly mask?: {
    readonly size: readonly [height: number, width: number];
    readonly counts: readonly number[] | string;
  };
  /** Of outline or mask, in pixels. */
  readonly area?: number;
};

/** Hundredths of a pixel, as COCO's own files have them. */
const DIGITS = 2;

/**
 * A picture that was made of another one: its entry and its annotations are
 * written as those of the other, but for name, size and what they mark.
 *
 * @param text - of the other, as `findRows` gives it
 * @param moved - what becomes of a mark; undefined where it is given up
 * @returns undefined where the text is no picture of a COCO file
 */
export function movedPicture(
  text: string,
  picture: {
    readonly name: string;
    readonly width: number;
    readonly height: number;
  },
  moved: (mark: CocoMark) => CocoMark | undefined,
): string | undefined {
  const written = readCocoRowText(text);
  if (!written) return undefined;
  const { name, width, height } = picture;
  const made: CocoRowText = {
    image: withFields(written.image, {
      file_name: JSON.stringify(name),
      width: String(width),
      height: String(height),
    }),
    annotations: written.annotations.flatMap(annotation => {
      const mark = markOf(annotation);
      const after = moved(mark);
      return after
        ? [
            {
              label: annotation.label,
              text: remarked(annotation.text, mark, after),
            },
          ]
        : [];
    }),
  };
  return JSON.stringify(made);
}

function markOf({ label, text }: CocoRowText['annotations'][number]): CocoMark {
  const { bbox, segmentation } = JSON.parse(text);
  const [x, y, width, height] = bbox;
  const box = { label, x, y, width, height };
  if (Array.isArray(segmentation))
    return segmentation.length > 0
      ? { box, outline: segmentation.map(cornersOf) }
      : { box };
  return segmentation ? { box, mask: segmentation } : { box };
}

function cornersOf(numbers: readonly number[]): [number, number][] {
  const corners: [number, number][] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2)
    corners.push([numbers[i], numbers[i + 1]]);
  return corners;
}

function remarked(text: string, before: CocoMark, after: CocoMark): string {
  const fields = jsonFields(text);
  const node = fields.get('bbox');
  const style = { writesPoint: /\.0\b/.test(textAt(text, node)) };
  const { x, y, width, height, label } = after.box;
  const box = {
    label,
    x: rounded(x),
    y: rounded(y),
    width: rounded(width),
    height: rounded(height),
  };
  const area = fields.get('area');
  const own =
    area === undefined ||
    after.area === undefined ||
    isOwnArea(area.value, before.box);
  return withFields(text, {
    bbox: placeText(box, text, node, style),
    area: own ? areaText(box, text, area, style) : String(rounded(after.area)),
    segmentation: segmentationText(
      after,
      textAt(text, fields.get('segmentation')),
    ),
  });
}

function segmentationText({ outline, mask }: CocoMark, like: string): string {
  const value = mask ?? outline?.map(corners => corners.flat().map(rounded));
  const json = JSON.stringify(value ?? []);
  return /[,:]\s/.test(like) ? json.replace(/[,:]/g, mark => `${mark} `) : json;
}

function textAt(
  text: string,
  node: { readonly offset: number; readonly length: number } | undefined,
): string {
  return node ? text.slice(node.offset, node.offset + node.length) : '';
}

/** Other values in the fields that an object has; all else stays. */
function withFields(
  json: string,
  values: Readonly<Record<string, string>>,
): string {
  const replacements = [...jsonFields(json)].flatMap(
    ([name, { offset, length }]): Replacement[] =>
      values[name] === undefined
        ? []
        : [{ start: offset, end: offset + length, written: values[name] }],
  );
  return replaced(
    json,
    [...replacements].sort((a, b) => a.start - b.start),
  );
}

function rounded(value: number): number {
  return Number(value.toFixed(DIGITS));
}
