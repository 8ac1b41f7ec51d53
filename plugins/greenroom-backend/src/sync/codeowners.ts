/** Where a host looks for owners; the first that is there counts. */
export const CODEOWNERS_PLACES = [
  '.github/CODEOWNERS',
  'CODEOWNERS',
  'docs/CODEOWNERS',
];

/**
 * The owners that a CODEOWNERS file gives for a path, as it names them without
 * their `@`: people by their login, teams as `org/team`. The last line that
 * matches wins, also one that names nobody. Patterns are those of GitHub.
 */
export function ownersFromCodeowners(
  codeowners: string,
  path: string,
): readonly string[] {
  let owners: readonly string[] = [];
  for (const line of codeowners.split(/\r?\n/)) {
    const [pattern, ...named] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (pattern && matches(pattern, path)) owners = named;
  }
  return owners.flatMap(owner => (owner.startsWith('@') ? owner.slice(1) : []));
}

/** The first of them, as an entity reference. */
export function ownerFromCodeowners(
  codeowners: string,
  path: string,
): string | undefined {
  const [owner] = ownersFromCodeowners(codeowners, path);
  if (owner === undefined) return undefined;
  const [login, team] = owner.split('/');
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
  return new RegExp(
    `^${anchored ? '' : '(.*/)?'}${body}${endOf(pattern)}$`,
  ).test(path);
}

/** A folder has all that is below it; `folder/*` only the files in it. */
function endOf(pattern: string): string {
  if (pattern.endsWith('/')) return '.*';
  return /[^*]\/\*$/.test(pattern) ? '' : '(/.*)?';
}
