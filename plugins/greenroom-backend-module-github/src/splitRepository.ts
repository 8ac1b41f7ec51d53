/**
 * `owner/name` as Octokit wants it.
 *
 * @throws Error for anything else
 */
export function splitRepository(repository: string): {
  owner: string;
  repo: string;
} {
  const [owner, repo, ...rest] = repository.split('/');
  if (!owner || !repo || rest.length > 0) {
    throw new Error(
      `A repository is written 'owner/name'; found '${repository}'.`,
    );
  }
  return { owner, repo };
}
