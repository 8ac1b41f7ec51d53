import type { SourceRepository } from '@greenroom/backstage-plugin-greenroom-node';
import type { KnownRepository } from './RepositoryStore';

/** What a listing means for what we know. */
export type ListingDecision =
  | {
      readonly type: 'taken';
      /** Came, moved, failed before, or were read by an older reader. */
      readonly toSync: readonly SourceRepository[];
      readonly renamed: readonly { from: string; to: SourceRepository }[];
      /** Facts beside the branches changed, e.g. it was archived. */
      readonly toNote: readonly SourceRepository[];
      /** Known, and not in the listing; each is asked for before anything is concluded. */
      readonly absent: readonly KnownRepository[];
    }
  /** Nothing is concluded from it. */
  | { readonly type: 'held'; readonly reason: string };

/** So many may vanish at once without a second thought. */
const FEW = 10;

/**
 * What to do about a listing that was really read. A listing that is empty, or
 * from which most of what was known is gone, is rather a token that lost a
 * right than a wave of deletions: it is held.
 */
export function decideListing(
  known: readonly KnownRepository[],
  listed: readonly SourceRepository[],
  readerVersion: number,
): ListingDecision {
  const names = new Set(listed.map(({ fullName }) => fullName));
  const ids = new Map(listed.map(repository => [repository.id, repository]));
  const renamed = known.flatMap(({ fullName, externalId }) => {
    const to = externalId === undefined ? undefined : ids.get(externalId);
    return to && to.fullName !== fullName && !names.has(fullName)
      ? [{ from: fullName, to }]
      : [];
  });
  const moved = new Set(renamed.map(({ from }) => from));
  const absent = known.filter(
    ({ fullName }) => !names.has(fullName) && !moved.has(fullName),
  );
  if (absent.length > FEW && absent.length * 2 > known.length) {
    return {
      type: 'held',
      reason: `${absent.length} of ${known.length} repositories are missing from the listing; nothing is deleted. Check what the token may see, or remove the source.`,
    };
  }
  if (listed.length === 0 && known.length > 0) {
    return {
      type: 'held',
      reason:
        'The listing is empty; nothing is deleted. Check what the token may see, or remove the source.',
    };
  }
  const byName = new Map(known.map(entry => [entry.fullName, entry]));
  const before = new Map(
    renamed.map(({ from, to }) => [to.fullName, byName.get(from)]),
  );
  const of = (repository: SourceRepository) =>
    byName.get(repository.fullName) ?? before.get(repository.fullName);
  return {
    type: 'taken',
    renamed,
    absent,
    toSync: listed.filter(repository => {
      const last = of(repository);
      return (
        !last ||
        last.pushedAt !== repository.pushedAt ||
        last.error !== undefined ||
        last.headCommit === undefined ||
        last.readerVersion < readerVersion
      );
    }),
    toNote: listed.filter(repository => {
      const last = of(repository);
      return (
        last !== undefined &&
        (last.archived !== repository.archived ||
          last.externalId !== repository.id ||
          last.defaultBranch !== repository.defaultBranch)
      );
    }),
  };
}
