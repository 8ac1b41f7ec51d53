const LINKS =
  'archive assignees blobs branches clone collaborators comments commits compare contents contributors deployments ' +
  'downloads events forks git_commits git_refs git_tags git hooks issue_comment issue_events issues keys labels ' +
  'languages merges milestones notifications pulls releases ssh stargazers statuses subscribers subscription svn ' +
  'tags teams trees';

/** As large and as full of links as GitHub's answer is (about 6 kB). */
export function repositoryAnswer(
  id: number,
  fields: Record<string, unknown> = {},
): Record<string, unknown> {
  const name = `repository-${id}`;
  const links = (base: string) =>
    Object.fromEntries(
      LINKS.split(' ').map(link => [
        `${link}_url`,
        `${base}/${link}{/a-template-of-github}`,
      ]),
    );
  return {
    id,
    node_id: `R_${'k'.repeat(24)}${id}`,
    name,
    full_name: `northlight/${name}`,
    private: true,
    owner: {
      login: 'northlight',
      id: 1,
      type: 'Organization',
      ...links('https://api.github.com/users/northlight'),
    },
    html_url: `https://git.example/northlight/${name}`,
    description: 'What an experiment counted, and who looked at it. '.repeat(3),
    ...links(`https://api.github.com/repos/northlight/${name}`),
    default_branch: 'main',
    pushed_at: '2026-11-01T00:00:00Z',
    archived: false,
    topics: [],
    permissions: { admin: false, push: true, pull: true },
    ...fields,
  };
}
