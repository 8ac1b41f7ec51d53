import { type JSONVisitor, printParseErrorCode, visit } from 'jsonc-parser';
import { EditError } from '../Edit';

/** Where the entries of a list stand in a text. */
export type ListPlaces = {
  /** After its opening bracket. */
  readonly open: number;
  /** Before its closing bracket. */
  readonly close: number;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
};

/** What of a COCO file must be known to find the boxes of a picture. Names and ids that are of another type are undefined. */
export type CocoIndex = {
  readonly images: ListPlaces & {
    readonly ids: readonly (number | undefined)[];
    /** Of the pictures that were asked for. */
    readonly byName: ReadonlyMap<string, readonly number[]>;
  };
  readonly annotations: ListPlaces & {
    readonly ids: readonly (number | undefined)[];
    readonly imageIds: readonly (number | undefined)[];
  };
  readonly categories: ListPlaces;
  /** Whether whole numbers of boxes are written as Python does, `12.0`. */
  readonly writesPoint: boolean;
};

const LISTS = ['images', 'annotations', 'categories'] as const;
type ListName = (typeof LISTS)[number];

/** As deep as the reader of tables goes. */
const JSON_LEVELS = 200;

class Entries {
  open = 0;
  close = -1;
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly ids: (number | undefined)[] = [];
  readonly imageIds: (number | undefined)[] = [];
}

/**
 * Finds pictures, annotations and categories in one pass that keeps nothing of
 * them but their places and ids.
 *
 * @param wanted - `file_name` of pictures
 * @throws EditError with the line, where the text is no COCO file
 */
export function readCocoIndex(
  text: string,
  path: string,
  wanted: ReadonlySet<string>,
): CocoIndex {
  const lists: Record<ListName, Entries> = {
    images: new Entries(),
    annotations: new Entries(),
    categories: new Entries(),
  };
  const byName = new Map<string, number[]>();
  let depth = 0;
  let key = '';
  let field = '';
  let list: ListName | undefined;
  let writesPoint = false;

  const begin = (offset: number) => {
    if (!list) return;
    lists[list].starts.push(offset);
    lists[list].ids.push(undefined);
    lists[list].imageIds.push(undefined);
    field = '';
  };
  const enter = (offset: number, line: number) => {
    depth++;
    if (depth > JSON_LEVELS)
      throw new EditError(
        `${path}:${
          line + 1
        }: values are nested more than ${JSON_LEVELS} levels deep. Correct the file.`,
        path,
        line + 1,
      );
    if (depth === 3) begin(offset);
  };
  const finish = (offset: number) => {
    if (list) lists[list].ends.push(offset);
  };
  const leave = (end: number) => {
    depth--;
    if (depth === 2) finish(end);
    if (depth === 1 && list) {
      lists[list].close = end - 1;
      list = undefined;
    }
  };
  const visitor: JSONVisitor = {
    onObjectBegin: (offset, _, line) => enter(offset, line),
    onObjectEnd: (offset, length) => leave(offset + length),
    onArrayBegin: (offset, length, line) => {
      if (depth === 0)
        throw new EditError(
          `${path}:${
            line + 1
          }: a COCO file is one object; this is a list. Correct the file.`,
          path,
          line + 1,
        );
      if (depth === 1) list = LISTS.find(name => name === key);
      if (depth === 1 && list) {
        if (lists[list].close >= 0)
          throw new EditError(
            `${path}:${line + 1}: the list ${list} stands twice. Join the two.`,
            path,
            line + 1,
          );
        lists[list].open = offset + length;
      }
      enter(offset, line);
    },
    onArrayEnd: (offset, length) => leave(offset + length),
    onObjectProperty: name => {
      if (depth === 1) key = name;
      if (depth === 3) field = name;
    },
    onLiteralValue: (value, offset, length) => {
      if (!list) return;
      if (depth === 2) {
        begin(offset);
        finish(offset + length);
      }
      const entries = lists[list];
      const at = entries.starts.length - 1;
      if (depth === 3 && field === 'id') entries.ids[at] = idOf(value);
      if (depth === 3 && field === 'image_id')
        entries.imageIds[at] = idOf(value);
      if (
        depth === 3 &&
        list === 'images' &&
        field === 'file_name' &&
        wanted.has(value)
      ) {
        byName.set(value, [...(byName.get(value) ?? []), at]);
      }
      if (depth === 4 && field === 'bbox' && !writesPoint)
        writesPoint = text.endsWith('.0', offset + length);
    },
    onError: (error, _offset, _length, line) => {
      throw new EditError(
        `${path}:${line + 1} is no JSON (${printParseErrorCode(
          error,
        )}). Correct the file.`,
        path,
        line + 1,
      );
    },
  };
  visit(text, visitor, { disallowComments: true });
  const missing = LISTS.filter(name => lists[name].close < 0);
  if (missing.length > 0)
    throw new EditError(
      `${path}: a COCO file has the lists images, annotations and categories; this one has no ${missing.join(
        ', ',
      )}. Correct the file.`,
      path,
    );
  const { images, annotations, categories } = lists;
  return {
    images: { ...placesOf(images), ids: images.ids, byName },
    annotations: {
      ...placesOf(annotations),
      ids: annotations.ids,
      imageIds: annotations.imageIds,
    },
    categories: placesOf(categories),
    writesPoint,
  };
}

function placesOf({ open, close, starts, ends }: Entries): ListPlaces {
  return { open, close, starts, ends };
}

/** Larger numbers are rounded when they are read, so that two ids would be one. */
function idOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value)
    ? value
    : undefined;
}
