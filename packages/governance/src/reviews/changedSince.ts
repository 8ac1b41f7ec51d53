/** Something that evidence rests on. */
export type Pin = {
  /** Such as `data set digits`. */
  readonly what: string;
  readonly digest: string;
};

/** So much of a digest tells two apart for a reader. */
const SHORT = 12;

/**
 * What is another than it was: a sentence each, with both digests. Nothing where
 * all that was pinned is as it was; what is there in addition changes nothing
 * that was looked at.
 */
export function changedSince(
  pinned: readonly Pin[],
  now: readonly Pin[],
): readonly string[] {
  const current = new Map(now.map(({ what, digest }) => [what, digest]));
  return pinned.flatMap(({ what, digest }) => {
    const digestNow = current.get(what);
    if (digestNow === digest) return [];
    return [
      digestNow === undefined
        ? `${what} was ${short(digest)}, and is gone.`
        : `${what} was ${short(digest)}, and is ${short(digestNow)}.`,
    ];
  });
}

function short(digest: string): string {
  return digest.slice(0, SHORT);
}
