import type { SourceTag } from '@greenroom/backstage-plugin-greenroom-node';
import type { Octokit } from '@octokit/rest';
import { splitRepository } from './splitRepository';

const PAGE = 100;
const PREFIX = 'refs/tags/';
/** A tag may name a tag; nobody means more than a few by it. */
const NESTING_LIMIT = 8;

/**
 * Tags with their commits. The refs tell which tags are annotated; of those
 * the list of tags gives a hundred commits in one answer. A host that puts the
 * tag's own id there is asked for each tag object, which never changes.
 */
export async function listTags(
  octokit: Octokit,
  repository: string,
): Promise<SourceTag[]> {
  const name = splitRepository(repository);
  const refs = await octokit.paginate(octokit.git.listMatchingRefs, {
    ...name,
    ref: 'tags',
    per_page: PAGE,
  });
  const tags = refs.filter(({ ref }) => ref.startsWith(PREFIX));
  const listed = tags.some(({ object }) => object.type === 'tag')
    ? await listPeeled(octokit, name)
    : new Map<string, string>();

  const found: SourceTag[] = [];
  for (const { ref, object } of tags) {
    const tag = ref.slice(PREFIX.length);
    const told = listed.get(tag);
    const commit =
      object.type === 'tag' && told && told !== object.sha
        ? told
        : await peel(octokit, name, object);
    if (commit) found.push({ name: tag, commit });
  }
  return found;
}

async function listPeeled(
  octokit: Octokit,
  name: { owner: string; repo: string },
): Promise<Map<string, string>> {
  const tags = await octokit.paginate(octokit.repos.listTags, {
    ...name,
    per_page: PAGE,
  });
  return new Map(tags.map(tag => [tag.name, tag.commit.sha]));
}

/** The commit an object leads to; undefined for a tag of a file or folder. */
async function peel(
  octokit: Octokit,
  name: { owner: string; repo: string },
  object: { type: string; sha: string },
): Promise<string | undefined> {
  let current = object;
  for (let depth = 0; depth < NESTING_LIMIT; depth += 1) {
    if (current.type !== 'tag') break;
    const { data } = await octokit.git.getTag({
      ...name,
      tag_sha: current.sha,
    });
    current = data.object;
  }
  return current.type === 'commit' ? current.sha : undefined;
}
