import { isScalar, parseAllDocuments, Scalar, stringify } from 'yaml';

export type ManifestEdit = {
  /** Which document of the file, from 0; default 0. */
  readonly document?: number;
  /** Path to a scalar that is there. */
  readonly path: readonly (string | number)[];
  readonly value: string | number | boolean;
};

/**
 * Replaces scalars of a manifest and keeps every other byte: comments, order,
 * quoting, line ends.
 *
 * @throws Error where a path leads to no scalar
 */
export function editManifest(
  text: string,
  edits: readonly ManifestEdit[],
): string {
  const documents = parseAllDocuments(text, { keepSourceTokens: true });
  if (!Array.isArray(documents))
    throw new Error('The manifest has no document to edit.');
  const replacements = edits.map(edit => {
    const node = documents[edit.document ?? 0]?.getIn([...edit.path], true);
    if (!isScalar(node) || !node.range) {
      throw new Error(
        `The manifest has no value at ${edit.path.join(
          '.',
        )} to replace. Add it by hand first.`,
      );
    }
    return {
      start: node.range[0],
      end: node.range[1],
      written: write(edit.value, node),
    };
  });
  return replacements
    .sort((a, b) => b.start - a.start)
    .reduce(
      (result, { start, end, written }) =>
        result.slice(0, start) + written + result.slice(end),
      text,
    );
}

/** A text that means itself without quotes, in a flow map too. */
const PLAIN = /^[A-Za-z][\w./-]*$/;

/** In the quotes that were there; in quotes of its own where the text needs them. */
function write(value: string | number | boolean, before: Scalar): string {
  const scalar = new Scalar(value);
  if (typeof value === 'string') {
    const isQuoted =
      before.type === 'QUOTE_SINGLE' || before.type === 'QUOTE_DOUBLE';
    if (isQuoted) scalar.type = before.type;
    else if (!PLAIN.test(value)) scalar.type = 'QUOTE_DOUBLE';
  }
  return stringify(scalar, { lineWidth: 0 }).trimEnd();
}
