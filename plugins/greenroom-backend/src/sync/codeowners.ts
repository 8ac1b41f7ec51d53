/** Where a host looks for owners; the first that is there counts. */
export const CODEOWNERS_PLACES = [
  '.github/CODEOWNERS',
  'CODEOWNERS',
  'docs/CODEOWNERS',
];

/**
 * The first owner that a CODEOWNERS file gives for a path, as an entity
 * reference: the last line that matches wins; `@org/team` is a group,
 * `@login` a user. Patterns are those of GitHub without negation.
 */
export function ownerFromCodeowners(
  codeowners: string,
  path: string,
): string | undefined {
  let owner: string | undefined;
  for (const line of codeowners.split(/\r?\n/)) {
    const [pattern, first] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (pattern && matches(pattern, path)) owner = first;
  }
  if (!owner?.startsWith('@')) return undefined;
  const [login, team] = owner.slice(1).split('/');
  return (
    team ? `group:default/${team}` : `user:default/${login}`
  ).toLowerCase();
}

function matches(pattern: string, path: string): boolean {
  if (pattern === '*') return true;
  const anchored =
    pattern.startsWith('/') || pattern.slice(0, -1).includes('/');
  const body = pattern
    .replace(/^\//, '')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*/g, '\0')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]')
    .replace(/\0/g, '.*');
  const end = pattern.endsWith('/') ? '.*' : '(/.*)?';
  return new RegExp(`^${anchored ? '' : '(.*/)?'}${body}${end}$`).test(path);
}
