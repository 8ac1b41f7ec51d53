import { createReadStream, createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { once } from 'node:events';
import { TableError } from '../../TableError';
import { JSON_LEVELS } from '../assertJsonDepth';
import type { Workspace } from '../Workspace';

const LISTS = ['images', 'annotations', 'categories'] as const;
export type CocoLists = Readonly<Record<(typeof LISTS)[number], string>>;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
/** A key longer than this is none of ours. */
const KEY_LIMIT = 40;

/**
 * Takes a COCO file apart without parsing it whole: the objects of each of its
 * three lists, one a line, as files of their own. What is inside an object is
 * for the reader of those lines to judge.
 *
 * @throws TableError where the file is no object with those lists
 */
export async function splitCoco(
  file: { readonly path: string; readonly name: string },
  workspace: Workspace,
): Promise<CocoLists> {
  const paths = {
    images: await workspace.file('.jsonl'),
    annotations: await workspace.file('.jsonl'),
    categories: await workspace.file('.jsonl'),
  };
  const outputs = Object.fromEntries(
    LISTS.map(list => [list, createWriteStream(paths[list])]),
  );
  const found = new Set<string>();
  let depth = 0;
  let line = 1;
  let quoted = false;
  let escaped = false;
  let key = '';
  let list: string | undefined;
  const refuse = (message: string) =>
    new TableError(`${message} Correct the file.`, file.name, line);
  for await (const chunk of createReadStream(file.path, {
    highWaterMark: 1 << 20,
  })) {
    const bytes = chunk as Buffer;
    let from = list !== undefined && depth > 2 ? 0 : -1;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i];
      if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
        if (byte === LINE_FEED) line++;
        bytes[i] = SPACE;
      }
      if (quoted) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) quoted = false;
        else if (depth === 1 && key.length <= KEY_LIMIT)
          key += String.fromCharCode(byte);
      } else if (byte === QUOTE) {
        quoted = true;
        if (depth === 1) key = '';
      } else if ((byte | 0x20) === 0x7b) {
        depth++;
        if (depth > JSON_LEVELS)
          throw refuse(
            `Values are nested more than ${JSON_LEVELS} levels deep.`,
          );
        if (depth === 1 && byte === 0x5b)
          throw refuse('A COCO file is one object; this is a list.');
        if (depth === 2) {
          list = byte === 0x5b && Object.hasOwn(outputs, key) ? key : undefined;
          if (list) found.add(list);
        }
        if (depth === 3 && list !== undefined) from = i;
      } else if ((byte | 0x20) === 0x7d) {
        depth--;
        if (depth === 2 && list !== undefined && from >= 0) {
          outputs[list].write(bytes.subarray(from, i + 1));
          if (!outputs[list].write('\n')) await once(outputs[list], 'drain');
          from = -1;
        }
        if (depth === 1) list = undefined;
      }
    }
    if (from >= 0 && list !== undefined)
      outputs[list].write(bytes.subarray(from));
  }
  for (const each of LISTS) outputs[each].end();
  await Promise.all(LISTS.map(each => finished(outputs[each])));
  if (depth !== 0 || quoted)
    throw refuse('The file ends inside a value: it is cut short.');
  const missing = LISTS.filter(each => !found.has(each));
  if (missing.length > 0) {
    throw refuse(
      `A COCO file has the lists images, annotations and categories; this one has no ${missing.join(
        ', ',
      )}.`,
    );
  }
  return paths;
}
