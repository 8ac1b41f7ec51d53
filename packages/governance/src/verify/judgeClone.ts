import type { ReviewStatement } from '../statement/ReviewStatement';
import type { Failure } from './Failure';

/** A clone of a repository, as far as a verification asks. */
export type Clone = {
  /** Whether the commit is there and what is checked out came from it. */
  isAncestor(commit: string): Promise<boolean>;
  /** SHA-256 in hex of a file's bytes; of what a Git LFS pointer stands for. Undefined where there is no such file. */
  digestAt(commit: string, path: string): Promise<string | undefined>;
  /** The same of what is checked out. */
  digestNow(path: string): Promise<string | undefined>;
};

/** Files of one repository at one commit, as they are signed. */
type SignedFiles = {
  readonly repository: string;
  readonly revision: string;
  readonly files: ReviewStatement['subject'];
};

/** What speaks against a decision in the files: another history, other bytes then, other bytes now. */
export async function judgeClone(
  { subject, predicate: { repository, revision, manifest } }: ReviewStatement,
  clone: Clone,
): Promise<Failure[]> {
  const unpinned: Failure[] = subject.some(({ name }) => name === manifest)
    ? []
    : [
        {
          what: 'manifest',
          message: `The statement does not pin ${manifest}, the manifest it is about.`,
        },
      ];
  return [
    ...unpinned,
    ...(await judgeFiles({ repository, revision, files: subject }, clone)),
  ];
}

/** What speaks against files of one repository. */
export async function judgeFiles(
  { repository, revision, files }: SignedFiles,
  clone: Clone,
): Promise<Failure[]> {
  const failures: Failure[] = [];
  const isThere = await clone.isAncestor(revision);
  if (!isThere)
    failures.push({
      what: 'revision',
      message: `The reviewed commit ${revision} of ${repository} is not in the history of what is checked out: the history was rewritten (another author, trailer or date makes another commit), or not all of it was fetched.`,
    });
  for (const { name, digest } of files) {
    const then = isThere ? await clone.digestAt(revision, name) : digest.sha256;
    const now = await clone.digestNow(name);
    if (then !== digest.sha256)
      failures.push({
        what: 'bytes',
        message: `${name} of ${repository} at ${revision} ${told(then)}, and ${
          digest.sha256
        } is signed: the statement is not of this repository.`,
      });
    else if (now !== digest.sha256)
      failures.push({
        what: 'bytes',
        message: `${name} of ${repository} ${told(now)} now, and ${
          digest.sha256
        } was approved. Check out ${revision}, or have this reviewed.`,
      });
  }
  return failures;
}

function told(digest: string | undefined): string {
  return digest ? `has SHA-256 ${digest}` : 'is not there';
}
