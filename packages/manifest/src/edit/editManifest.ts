import {
  type Document,
  isMap,
  isScalar,
  parseAllDocuments,
  Scalar,
} from 'yaml';
import { addToMap } from './addToMap';
import { appendItem, type ItemEdit } from './appendItem';
import type { Replacement } from './Replacement';
import { writeScalar } from './writeYaml';

type ValueEdit = {
  /** Which document of the file, from 0; default 0. */
  readonly document?: number;
  /** Path to a scalar that is there, or to a key that its map has not yet. */
  readonly path: readonly (string | number)[];
  readonly value: string | number | boolean;
};

export type ManifestEdit = ValueEdit | ItemEdit;

/**
 * Sets scalars of a manifest (YAML, JSON, or the front matter of a card), adds
 * items to its lists, and keeps every other byte: comments, order, quoting, line
 * ends. A key that is not there yet is added at the end of its map.
 *
 * @throws Error where a path leads to something that is no scalar, or no list, or
 *   where there is no map to add to
 */
export function editManifest(
  text: string,
  edits: readonly ManifestEdit[],
): string {
  // One after another: where the second stands is known once the first is in.
  return edits.reduce((before, edit) => {
    const documents = parseAllDocuments(before, { keepSourceTokens: true });
    if (!Array.isArray(documents))
      throw new Error('The manifest has no document to edit.');
    const document = documents[edit.document ?? 0];
    const { start, end, written } =
      'append' in edit
        ? appendItem(before, document, edit)
        : replacementOf(before, document, edit);
    return before.slice(0, start) + written + before.slice(end);
  }, text);
}

function replacementOf(
  text: string,
  document: Document | undefined,
  { path, value }: ValueEdit,
): Replacement {
  const node = document?.getIn([...path], true);
  if (isScalar(node) && node.range) {
    const [start, end] = node.range;
    return { start, end, written: writeScalar(value, node) };
  }
  const parent: unknown =
    path.length === 1
      ? document?.contents
      : document?.getIn(path.slice(0, -1), true);
  if (node === undefined && isMap(parent)) {
    const written = writeScalar(value, new Scalar(value));
    return addToMap(text, parent, String(path.at(-1)), {
      json: JSON.stringify(value),
      flow: written,
      block: written,
    });
  }
  throw new Error(
    `The manifest has no value at ${path.join(
      '.',
    )} to replace, and no map there to add it to. Add it by hand first.`,
  );
}
