import { type Author, isUnknown } from './authorsOf';
import type { Vote } from './Vote';

/** How many of a team must sign. */
export type TeamQuorum = {
  /** Entity reference of a group. */
  readonly team: string;
  readonly needed: number;
};

export type Signed = TeamQuorum & {
  readonly signed: readonly string[];
  /** Members who have not signed and did not write what is reviewed. */
  readonly mayStillSign: readonly string[];
};

/** Stands for whoever may decide, where no team is named. */
export const ANYBODY = 'anybody';

/** An author who is not known could be the reviewer: one more pair of eyes makes sure that there are two. */
const MORE_FOR_UNKNOWN = 1;

/**
 * How far each team has signed. A signature counts for each team its signer is
 * in; signatures of authors count for none. Where an author is not known, one
 * signature more is needed, of anybody in these teams.
 *
 * @param membersOf - entity references of the users of a team
 */
export function quorumOf(
  teams: readonly TeamQuorum[],
  {
    authors,
    votes,
    membersOf,
  }: {
    readonly authors: readonly Author[];
    readonly votes: readonly Vote[];
    membersOf(team: string): readonly string[];
  },
): readonly Signed[] {
  const isAuthor = authorTest(authors);
  const signers = votes
    .filter(({ decision }) => decision !== 'rejected')
    .map(({ person }) => person)
    .filter(person => !isAuthor(person));
  const parts = teams.map(({ team, needed }) => {
    const members = membersOf(team).filter(person => !isAuthor(person));
    return {
      team,
      needed,
      signed: signers.filter(person => members.includes(person)),
      mayStillSign: members.filter(person => !signers.includes(person)),
    };
  });
  const more = authors.some(isUnknown) ? MORE_FOR_UNKNOWN : 0;
  if (teams.length > 0 && more === 0) return parts;
  const all = new Set(teams.flatMap(({ team }) => membersOf(team)));
  const mayStillSign = new Set(parts.flatMap(part => part.mayStillSign));
  return [
    ...parts,
    {
      team: ANYBODY,
      needed: leastSigners(teams) + more,
      signed:
        teams.length === 0 ? signers : signers.filter(each => all.has(each)),
      mayStillSign: [...mayStillSign],
    },
  ];
}

/** So many different people sign at the least; one where no team is named. */
function leastSigners(teams: readonly TeamQuorum[]): number {
  return Math.max(1, ...teams.map(({ needed }) => needed));
}

/** How many signatures are missing, at the least. */
export function missingSignatures(quorum: readonly Signed[]): number {
  return Math.max(
    0,
    ...quorum.map(({ needed, signed }) => needed - new Set(signed).size),
  );
}

/** How many different people must have signed: what a statement names. */
export function neededSigners(quorum: readonly Signed[]): number {
  return Math.max(1, ...quorum.map(({ needed }) => needed));
}

export function authorTest(
  authors: readonly Author[],
): (person: string) => boolean {
  const people = new Set(authors.flatMap(({ person }) => person ?? []));
  return person => people.has(person);
}
