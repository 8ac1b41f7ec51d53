import type { ReviewPredicate } from '../statement/ReviewStatement';
import type { TrustedKey } from '../trust/TrustRoot';
import type { Failure } from './Failure';
import type { Opened } from './openEnvelope';

/** What speaks against a decision whatever the files are: signatures, four eyes, quorum, dates. */
export function judgeSignatures(
  { statement: { predicate }, signedBy }: Opened,
  at: Date,
): Failure[] {
  if (signedBy.length === 0)
    return [
      {
        what: 'signature',
        message:
          'No key of the trust root signed what stands in the statement: it was changed after it was signed, or signed with a key that you do not trust.',
      },
    ];
  return [
    ...unsigned(predicate, signedBy),
    ...ofOwnWork(predicate),
    ...tooFew(predicate),
    ...ofDecision(predicate, at),
  ];
}

function unsigned(
  { reviewers }: ReviewPredicate,
  signedBy: readonly TrustedKey[],
): Failure[] {
  return reviewers.flatMap(({ person, decidedAt }): Failure[] => {
    const theirs = signedBy.filter(
      ({ signsFor }) => signsFor === 'everybody' || signsFor.includes(person),
    );
    if (theirs.some(key => isValid(key, decidedAt))) return [];
    return [
      {
        what: 'reviewer',
        message:
          theirs.length > 0
            ? `The key that signed for ${person} was not valid on ${decidedAt}. Have it decided again.`
            : `No key that signs for ${person} signed the statement. Have them sign it, or name their key in the trust root.`,
      },
    ];
  });
}

function isValid({ validFrom, validUntil }: TrustedKey, at: string): boolean {
  const time = Date.parse(at);
  return (
    (!validFrom || Date.parse(validFrom) <= time) &&
    (!validUntil || time < Date.parse(validUntil))
  );
}

function ofOwnWork({ reviewers, authors }: ReviewPredicate): Failure[] {
  return reviewers
    .filter(({ person }) => authors.includes(person))
    .map(({ person }) => ({
      what: 'four-eyes',
      message: `${person} is an author of what was reviewed, and cannot decide on it. Have somebody else review it.`,
    }));
}

function tooFew({ reviewers, authors, quorum }: ReviewPredicate): Failure[] {
  const people = new Set(
    reviewers
      .map(({ person }) => person)
      .filter(person => !authors.includes(person)),
  );
  if (people.size >= quorum) return [];
  return [
    {
      what: 'quorum',
      message: `${people.size} of ${quorum} reviewers decided. Wait for the others.`,
    },
  ];
}

function ofDecision(
  { decision, expiresAt }: ReviewPredicate,
  at: Date,
): Failure[] {
  if (decision === 'rejected')
    return [
      {
        what: 'rejected',
        message: 'The version was rejected: the decision approves nothing.',
      },
    ];
  if (!expiresAt || at.getTime() < Date.parse(expiresAt)) return [];
  return [
    {
      what: 'expired',
      message: `The approval ended on ${expiresAt}. Have the version reviewed again.`,
    },
  ];
}
