import type { Declaration } from './Manifest';
import type { Reading } from './Fields';

/** What a reader may know besides the file itself. */
export type ReadContext = {
  /** The text of another file, by its path relative to this one; undefined where there is none. */
  beside?(path: string): string | undefined;
  /** Name of the repository, for files that give their asset no name. */
  readonly repository?: string;
};

/** Turns the documents of one format into our model; what is wrong goes into the reading. */
export type FormatReader = (
  readings: readonly Reading[],
  context: ReadContext,
) => Declaration[];
