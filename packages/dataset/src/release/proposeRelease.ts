import semver from 'semver';
import { type DeclaredBump, declaredBump } from './declaredBump';
import type { Bump, DataChange, Release, ReleaseReason } from './Release';
import { releaseReasons } from './releaseReasons';

const ORDER: readonly Bump[] = ['none', 'patch', 'minor', 'major'];

/**
 * The version bump that a change of a data set asks for by the rules of
 * Croissant 1.1, and whether the declared versions say so. Before 1.0.0 a minor
 * version is enough for any change (Semantic Versioning 2.0.0, item 4).
 *
 * @param declared - the versions of both sides, where the manifests declare them
 */
export function proposeRelease(
  change: DataChange,
  declared: { readonly from?: string; readonly to?: string } = {},
): Release {
  const changes = releaseReasons(change);
  const proposed = changes[0]?.bump ?? 'none';
  const { from, to } = declared;
  const needed = bumpFrom(from, proposed);
  const suggested =
    from === undefined || needed === 'none' || !semver.valid(from)
      ? undefined
      : semver.inc(from, needed) ?? undefined;
  const found =
    from === undefined || to === undefined ? undefined : declaredBump(from, to);
  const isTooSmall =
    found !== undefined &&
    (found.kind === 'backwards' ||
      (found.kind === 'bump' &&
        ORDER.indexOf(found.bump) < ORDER.indexOf(needed)));
  return {
    proposed,
    ...(suggested === undefined ? {} : { suggestedVersion: suggested }),
    ...(found?.kind === 'bump' ? { declared: found.bump } : {}),
    ...(to === undefined ? {} : { declaredVersion: to }),
    isTooSmall,
    reasons: [
      ...changes,
      ...noteOn(found, { from, to, proposed, needed, isTooSmall }),
    ],
  };
}

/** Before 1.0.0 nothing is promised. */
function bumpFrom(from: string | undefined, proposed: Bump): Bump {
  const isInitial = from !== undefined && semver.parse(from)?.major === 0;
  return isInitial && proposed === 'major' ? 'minor' : proposed;
}

function noteOn(
  found: DeclaredBump | undefined,
  facts: {
    readonly from?: string;
    readonly to?: string;
    readonly proposed: Bump;
    readonly needed: Bump;
    readonly isTooSmall: boolean;
  },
): ReleaseReason[] {
  const { from, to, proposed, needed, isTooSmall } = facts;
  const note = (text: string): ReleaseReason[] => [{ bump: 'none', text }];
  if (found?.kind === 'unreadable')
    return note(
      `The version ${found.version} is not MAJOR.MINOR.PATCH, so it cannot be judged.`,
    );
  if (found?.kind === 'backwards')
    return note(`The version went back from ${from} to ${to}.`);
  if (isTooSmall && from === to)
    return note(`The version is still ${to}, though the data is another.`);
  if (proposed !== needed)
    return note('Before 1.0.0 a minor version is enough for any change.');
  return [];
}
