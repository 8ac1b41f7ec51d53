import {
  type Document,
  isMap,
  isScalar,
  type Pair,
  parseAllDocuments,
  Scalar,
  stringify,
  type YAMLMap,
} from 'yaml';

export type ManifestEdit = {
  /** Which document of the file, from 0; default 0. */
  readonly document?: number;
  /** Path to a scalar that is there, or to a key that its map has not yet. */
  readonly path: readonly (string | number)[];
  readonly value: string | number | boolean;
};

type Replacement = {
  readonly start: number;
  readonly end: number;
  readonly written: string;
};

/**
 * Sets scalars of a manifest (YAML, JSON, or the front matter of a card) and
 * keeps every other byte: comments, order, quoting, line ends. A key that is
 * not there yet is added at the end of its map.
 *
 * @throws Error where a path leads to something that is no scalar, or where
 *   there is no map to add to
 */
export function editManifest(
  text: string,
  edits: readonly ManifestEdit[],
): string {
  const documents = parseAllDocuments(text, { keepSourceTokens: true });
  if (!Array.isArray(documents))
    throw new Error('The manifest has no document to edit.');
  return edits
    .map(edit => replacementOf(text, documents[edit.document ?? 0], edit))
    .sort((a, b) => b.start - a.start)
    .reduce(
      (result, { start, end, written }) =>
        result.slice(0, start) + written + result.slice(end),
      text,
    );
}

function replacementOf(
  text: string,
  document: Document | undefined,
  { path, value }: ManifestEdit,
): Replacement {
  const node = document?.getIn([...path], true);
  if (isScalar(node) && node.range) {
    const [start, end] = node.range;
    return { start, end, written: write(value, node) };
  }
  const parent: unknown =
    path.length === 1
      ? document?.contents
      : document?.getIn(path.slice(0, -1), true);
  if (node === undefined && isMap(parent)) {
    return addition(text, parent, String(path.at(-1)), value);
  }
  throw new Error(
    `The manifest has no value at ${path.join(
      '.',
    )} to replace, and no map there to add it to. Add it by hand first.`,
  );
}

/** After the last pair of the map, written as its neighbours are. */
function addition(
  text: string,
  map: YAMLMap,
  key: string,
  value: ManifestEdit['value'],
): Replacement {
  const isJson = /^\s*\{/.test(text);
  const name = isJson ? JSON.stringify(key) : write(key, new Scalar(key));
  const written = `${name}: ${
    isJson ? JSON.stringify(value) : write(value, new Scalar(value))
  }`;
  const last = map.items.at(-1) as Pair | undefined;
  const [mapStart] = map.range!;
  if (!last) return { start: mapStart + 1, end: mapStart + 1, written };
  const end = endOf(last);
  const [keyStart] = (last.key as Scalar).range!;
  const lineStart = text.lastIndexOf('\n', keyStart - 1) + 1;
  const indent = text.slice(lineStart, keyStart);
  const isOwnLine = indent.trim() === '';
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  if (map.flow) {
    const gap = isOwnLine ? `${lineEnd}${indent}` : ' ';
    return { start: end, end, written: `,${gap}${written}` };
  }
  // Below the whole line: a comment behind the last value stays behind it.
  const next = text.indexOf('\n', end - 1);
  const column = ' '.repeat(keyStart - lineStart);
  return next < 0
    ? {
        start: text.length,
        end: text.length,
        written: `${lineEnd}${column}${written}`,
      }
    : {
        start: next + 1,
        end: next + 1,
        written: `${column}${written}${lineEnd}`,
      };
}

/** Where the value of a pair ends, or its key where it has none. */
function endOf({ key, value }: Pair): number {
  const node = (value ?? key) as { range?: [number, number, number] | null };
  const range = node.range ?? (key as Scalar).range!;
  return range[1] > 0 ? range[1] : (key as Scalar).range![1];
}

/** A text that means itself without quotes, in a flow map too. */
const PLAIN = /^[A-Za-z][\w./-]*$/;
/** Words that YAML takes for something else. */
const RESERVED = /^(true|false|null|yes|no|on|off|y|n)$/i;

/** In the quotes that were there; in quotes of its own where the text needs them. */
function write(value: string | number | boolean, before: Scalar): string {
  const scalar = new Scalar(value);
  if (typeof value === 'string') {
    const isQuoted =
      before.type === 'QUOTE_SINGLE' || before.type === 'QUOTE_DOUBLE';
    if (isQuoted) scalar.type = before.type;
    else if (!PLAIN.test(value) || RESERVED.test(value)) {
      scalar.type = 'QUOTE_DOUBLE';
    }
  }
  return stringify(scalar, { lineWidth: 0 }).trimEnd();
}
