import type { Decide } from '@greenroom/backstage-plugin-greenroom-common';
import type { Word } from './Word';

export type Weighed = {
  /** To be said. */
  readonly fresh: readonly Decide[];
  /** Said before by the same person: the request came twice. */
  readonly repeated: readonly Word[];
  /** Somebody decided the row after it was looked at. */
  readonly conflicts: readonly Word[];
};

/** Which of some decisions go through, by what stood when each row was looked at. */
export function weighWords(
  asked: readonly Decide[],
  standing: ReadonlyMap<string, Word>,
  who: { readonly author: string; readonly auditId?: string },
): Weighed {
  const fresh: Decide[] = [];
  const repeated: Word[] = [];
  const conflicts: Word[] = [];
  for (const decide of asked) {
    const stands = standing.get(decide.key);
    if ((stands?.revision ?? 0) === decide.seen) fresh.push(decide);
    else if (stands && isSame(decide, stands, who)) repeated.push(stands);
    else if (stands) conflicts.push(stands);
    // What was seen was taken back: nobody's word is overwritten.
    else fresh.push(decide);
  }
  return { fresh, repeated, conflicts };
}

function isSame(
  decide: Decide,
  stands: Word,
  who: { readonly author: string; readonly auditId?: string },
): boolean {
  return (
    stands.author === who.author &&
    stands.auditId === who.auditId &&
    stands.kind === decide.kind &&
    stands.from === decide.from &&
    stands.to === decide.to &&
    stands.reason === decide.reason
  );
}
