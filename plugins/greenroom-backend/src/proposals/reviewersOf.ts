import { parseEntityRef } from '@backstage/catalog-model';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import { CODEOWNERS_PLACES, ownersFromCodeowners } from '../sync/codeowners';
import { RepositoryReader } from '../sync/RepositoryReader';

/**
 * Whom CODEOWNERS at a commit names for the paths, in its order and each once,
 * without the author. The first place that has the file counts, as on the host.
 */
export async function reviewersOf(
  source: Source,
  repository: string,
  commit: string,
  paths: readonly string[],
  /** Entity reference. */
  author: string,
): Promise<readonly string[]> {
  const reader = new RepositoryReader(source, repository);
  for (const place of CODEOWNERS_PLACES) {
    const text = await reader.text(commit, place);
    if (text !== undefined) return namedFor(text, paths, author);
  }
  return [];
}

function namedFor(
  codeowners: string,
  paths: readonly string[],
  author: string,
): readonly string[] {
  const self = parseEntityRef(author).name.toLowerCase();
  const owners = paths.flatMap(path => ownersFromCodeowners(codeowners, path));
  return [...new Set(owners)].filter(owner => owner.toLowerCase() !== self);
}
