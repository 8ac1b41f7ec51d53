/** One thing that is wrong in a manifest, and where. */
export type ManifestProblem = {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** JSON pointer into the document; empty for the document itself. */
  readonly pointer: string;
  /** What was expected, what was found, what to do. */
  readonly message: string;
};

/** A path into a document, as a JSON pointer (Bryan et al. 2013, RFC 6901). */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path
    .map(part => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`)
    .join('');
}
