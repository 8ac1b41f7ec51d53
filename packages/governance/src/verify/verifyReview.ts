import type { ReviewStatement } from '../statement/ReviewStatement';
import { StatementError } from '../statement/StatementError';
import type { TrustedKey } from '../trust/TrustRoot';
import type { Failure } from './Failure';
import { type Clone, judgeClone, judgeFiles } from './judgeClone';
import { judgeSignatures } from './judgeSignatures';
import { type Opened, openEnvelope } from './openEnvelope';

export type Verified = {
  readonly valid: boolean;
  readonly failures: readonly Failure[];
  /** Repositories of training data that no clone was given of: what is signed of them was not looked at. */
  readonly unseen: readonly string[];
  /** Absent where there is none that could be read. */
  readonly statement?: ReviewStatement;
};

/**
 * Whether a decision holds: offline, with a clone of the repository and keys
 * that come from elsewhere. Everything that speaks against it is told, not the
 * first alone; files are only looked at where the signatures hold, since what
 * nobody signed names no files.
 *
 * @param envelope - path for messages, and text (DSSE v1 with an in-toto Statement v1)
 * @param at - the date on which it is to hold
 */
export async function verifyReview(
  envelope: { readonly path: string; readonly text: string },
  {
    keys,
    clone,
    data = new Map(),
    at,
  }: {
    readonly keys: readonly TrustedKey[];
    readonly clone: Clone;
    /** Clones of repositories with training data, by name. */
    readonly data?: ReadonlyMap<string, Clone>;
    readonly at: Date;
  },
): Promise<Verified> {
  let opened: Opened;
  try {
    opened = openEnvelope(envelope.path, envelope.text, keys);
  } catch (error) {
    if (!(error instanceof StatementError)) throw error;
    const { message } = error;
    return {
      valid: false,
      failures: [{ what: 'statement', message }],
      unseen: [],
    };
  }
  const { statement, signedBy } = opened;
  const failures = judgeSignatures(opened, at);
  const named = signedBy.length > 0 ? statement.predicate.data ?? [] : [];
  if (signedBy.length > 0)
    failures.push(...(await judgeClone(statement, clone)));
  for (const each of named) {
    const there = data.get(each.repository);
    if (there) failures.push(...(await judgeFiles(each, there)));
  }
  return {
    valid: failures.length === 0,
    failures,
    unseen: named
      .map(({ repository }) => repository)
      .filter(name => !data.has(name)),
    statement,
  };
}
