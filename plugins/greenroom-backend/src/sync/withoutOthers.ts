import type { SourceStatus } from '@greenroom/backstage-plugin-greenroom-common';

/** How a source fares, without what names repositories other than these. */
export function withoutOthers(
  { error: _, ...status }: SourceStatus,
  repositories: readonly string[],
): SourceStatus {
  const seen = new Set(repositories);
  return {
    ...status,
    repositories: seen.size,
    syncs: status.syncs.filter(({ repository }) => seen.has(repository)),
    problems: status.problems.filter(({ repository }) => seen.has(repository)),
  };
}
