import type { TestRemote } from '@greenroom/test-sources';

/** How the rows of a data set are kept beside a git remote. */
export type Layout = {
  /** Of the data set and its repository. */
  readonly name: string;
  readonly words: string;
  readonly remote: TestRemote;
  /** Path of the file in the repository that changes with the rows. */
  readonly changes: string;
  /** The rows as whoever checks out a commit gets them. */
  rowsAt(revision: string): Promise<string>;
};
