import { posix } from 'node:path';
import type { RepositoryAnswer } from './repositoryAnswer';

/** Which of an organisation's repositories a source reads; what is empty admits all. */
export type RepositorySelection = {
  /** A repository needs at least one. */
  readonly topics: readonly string[];
  /** Globs on the name without its owner; a repository needs to match one. */
  readonly repositories: readonly string[];
  readonly archived: 'include' | 'skip';
};

export function isSelected(
  repository: Pick<RepositoryAnswer, 'full_name' | 'topics' | 'archived'>,
  selection: RepositorySelection,
): boolean {
  const { topics, repositories, archived } = selection;
  if (archived === 'skip' && repository.archived) return false;
  // Hosts tell neither names nor topics apart by their capitals.
  const name = repository.full_name.split('/').pop()?.toLowerCase() ?? '';
  const own = repository.topics?.map(topic => topic.toLowerCase()) ?? [];
  const byName =
    repositories.length === 0 ||
    repositories.some(glob => posix.matchesGlob(name, glob.toLowerCase()));
  const byTopic =
    topics.length === 0 ||
    topics.some(topic => own.includes(topic.toLowerCase()));
  return byName && byTopic;
}
