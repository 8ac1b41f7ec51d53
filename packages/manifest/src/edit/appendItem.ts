import { type Document, isCollection, isMap, isSeq, type YAMLSeq } from 'yaml';
import { addToMap } from './addToMap';
import {
  insertBelow,
  insertion,
  lineEndOf,
  placeInLine,
  type Replacement,
} from './Replacement';
import { isFields, type Written, writeFields, writeFlow } from './writeYaml';

/** An item behind the last one of a list. */
export type ItemEdit = {
  /** Which document of the file, from 0; default 0. */
  readonly document?: number;
  /** Path to a list, or to a key that its map has not yet: the list is made. */
  readonly path: readonly (string | number)[];
  readonly append: Written;
};

/** @throws Error where the path leads to something that is no list, or where there is no map to add one to */
export function appendItem(
  text: string,
  document: Document | undefined,
  { path, append }: ItemEdit,
): Replacement {
  const list = document?.getIn([...path], true);
  if (isSeq(list)) {
    if (list.flow) return inFlow(text, list, append);
    if (list.items.length > 0) return inLines(text, list, append);
  }
  const parent: unknown =
    path.length === 1
      ? document?.contents
      : document?.getIn(path.slice(0, -1), true);
  if (list === undefined && isMap(parent))
    return addToMap(text, parent, String(path.at(-1)), {
      json: JSON.stringify([append]),
      flow: writeFlow([append]),
      block: writeFlow([append]),
      lines: [`  - ${writeFlow(append)}`],
    });
  throw new Error(
    `The manifest has no list at ${path.join(
      '.',
    )} to add to, and no map there to make one in. Add it by hand first.`,
  );
}

function inFlow(text: string, list: YAMLSeq, item: Written): Replacement {
  const written = /^\s*\{/.test(text) ? JSON.stringify(item) : writeFlow(item);
  const last = list.items.at(-1);
  if (last === undefined) return insertion(list.range![0] + 1, written);
  const [start, end] = rangeOf(last);
  const { before, isFirst } = placeInLine(text, start);
  return insertion(
    end,
    `,${isFirst ? `${lineEndOf(text)}${before}` : ' '}${written}`,
  );
}

/** A line a field where the last item has its fields so; else on one line. */
function inLines(text: string, list: YAMLSeq, item: Written): Replacement {
  const last = list.items.at(-1);
  const { indent } = placeInLine(text, list.range![0]);
  const isBlock = isCollection(last) && !last.flow;
  const [first, ...rest] =
    isBlock && isFields(item) ? writeFields(item) : [writeFlow(item)];
  return insertBelow(text, rangeOf(last)[1], [
    `${indent}- ${first}`,
    ...rest.map(line => `${indent}  ${line}`),
  ]);
}

function rangeOf(node: unknown): [number, number, number] {
  return (node as { range: [number, number, number] }).range;
}
