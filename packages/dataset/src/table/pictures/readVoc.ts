import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { TableError } from '../../TableError';

/** Something marked in a picture, in pixels from its upper left corner. */
export type Box = {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type AnnotatedPicture = {
  readonly path: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly boxes: readonly Box[];
};

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  maxNestedTags: 20,
  isArray: name => name === 'object',
});

/**
 * A Pascal VOC annotation. Corners are kept as they stand: x and y are xmin
 * and ymin, width and height the differences to xmax and ymax.
 *
 * @throws TableError with the line of what is no XML, or the number of the object that has no box
 */
export function readVoc(text: string, name: string): AnnotatedPicture {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) {
    throw new TableError(
      'The annotation declares a document type or entities, which are not read. Remove the declaration.',
      name,
      1,
    );
  }
  const root = parse(text, name).annotation;
  if (!isMap(root) || typeof root.filename !== 'string' || !root.filename) {
    throw new TableError(
      'This is no Pascal VOC annotation: there is no <annotation> with a <filename>. Add them, or take the file out of the folder.',
      name,
      1,
    );
  }
  const size = isMap(root.size) ? root.size : {};
  const objects = Array.isArray(root.object) ? root.object : [];
  return {
    path: root.filename,
    width: numberOf(size.width) ?? null,
    height: numberOf(size.height) ?? null,
    boxes: objects.map((object: unknown, i) => {
      const box = isMap(object) ? boxOf(object) : undefined;
      if (box) return box;
      throw new TableError(
        `Object ${
          i + 1
        } has no name, or no box of xmin, ymin, xmax and ymax in order. Correct it.`,
        name,
      );
    }),
  };
}

function parse(text: string, name: string): Record<string, unknown> {
  const checked = XMLValidator.validate(text);
  if (checked !== true) {
    const { msg, line } = checked.err;
    throw new TableError(`The file is no XML: ${msg} Correct it.`, name, line);
  }
  try {
    return parser.parse(text);
  } catch (error) {
    throw new TableError(
      `The XML cannot be read: ${(error as Error).message} Correct it.`,
      name,
      1,
    );
  }
}

function boxOf(object: Record<string, unknown>): Box | undefined {
  const corners = isMap(object.bndbox) ? object.bndbox : {};
  const [x, y, right, bottom] = ['xmin', 'ymin', 'xmax', 'ymax'].map(corner =>
    numberOf(corners[corner]),
  );
  if (
    typeof object.name !== 'string' ||
    object.name === '' ||
    x === undefined ||
    y === undefined ||
    !(right! >= x) ||
    !(bottom! >= y)
  )
    return undefined;
  return {
    label: object.name,
    x,
    y,
    width: right! - x,
    height: bottom! - y,
  };
}

function numberOf(text: unknown): number | undefined {
  const number =
    typeof text === 'string' && text.trim() !== '' ? Number(text) : NaN;
  return Number.isFinite(number) ? number : undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
