import { type Author, isUnknown } from './authorsOf';
import { authorTest, ANYBODY, type Signed } from './quorumOf';

/**
 * Why a person cannot decide, as a sentence that says who can.
 *
 * @returns undefined where they can
 */
export function barredFrom(
  person: string,
  authors: readonly Author[],
  quorum: readonly Signed[],
): string | undefined {
  const who = whoElse(quorum);
  if (authorTest(authors)(person)) {
    const own = authors.find(author => author.person === person)!;
    const short = own.commits.map(commit => commit.slice(0, 7)).join(', ');
    return isUnknown(own)
      ? `Git names you as the author of ${short}, which nobody verified; as long as that stands, you cannot decide on it (four eyes). ${who}`
      : `You wrote ${short} (${own.by}), and nobody decides on their own work (four eyes). ${who}`;
  }
  const isNamed = quorum.some(
    ({ team, signed, mayStillSign }) =>
      team === ANYBODY ||
      signed.includes(person) ||
      mayStillSign.includes(person),
  );
  const teams = quorum.filter(({ team }) => team !== ANYBODY);
  if (isNamed && teams.length === 0) return undefined;
  const isMember = teams.some(
    ({ signed, mayStillSign }) =>
      signed.includes(person) || mayStillSign.includes(person),
  );
  return isMember
    ? undefined
    : `You are in none of the teams that must sign. ${who}`;
}

function whoElse(quorum: readonly Signed[]): string {
  const people = [...new Set(quorum.flatMap(each => each.mayStillSign))];
  if (people.length > 0) return `It waits for ${people.join(' or ')}.`;
  const teams = quorum.map(({ team }) => team).filter(team => team !== ANYBODY);
  return teams.length > 0
    ? `Nobody else in ${teams.join(', ')} can sign: add somebody to the team.`
    : 'Ask somebody who may approve.';
}
