import { authorTest, missingSignatures, type Signed } from './quorumOf';
import type { Author } from './authorsOf';
import type { Decision, Vote } from './Vote';

export type Decided = {
  readonly decision: Decision;
  /** Of all who set some, each once. */
  readonly conditions: readonly string[];
  /** Whose decision it is. */
  readonly votes: readonly Vote[];
};

/**
 * What votes come to: one rejection rejects, and an approval stands once every
 * team has signed. Conditions of one are conditions of all.
 *
 * @returns undefined while it is open
 */
export function decidedBy(
  votes: readonly Vote[],
  quorum: readonly Signed[],
  authors: readonly Author[],
): Decided | undefined {
  const isAuthor = authorTest(authors);
  const counted = votes.filter(({ person }) => !isAuthor(person));
  const against = counted.filter(({ decision }) => decision === 'rejected');
  if (against.length > 0)
    return { decision: 'rejected', conditions: [], votes: against };
  if (missingSignatures(quorum) > 0) return undefined;
  const signers = new Set(quorum.flatMap(({ signed }) => signed));
  const signed = counted.filter(({ person }) => signers.has(person));
  const conditions = [...new Set(signed.flatMap(each => each.conditions))];
  return {
    decision: conditions.length > 0 ? 'approved with conditions' : 'approved',
    conditions,
    votes: signed,
  };
}

/** One person has one vote, the last they gave. */
export function withVote(votes: readonly Vote[], vote: Vote): readonly Vote[] {
  return [...votes.filter(({ person }) => person !== vote.person), vote];
}
