/** A commit as a git host tells of it: what the host knows, apart from what git says. */
export type HostCommit = {
  readonly commit: string;
  /** Name in git, which anybody can write. */
  readonly gitName: string;
  /** Whose account the host takes the author to be: by the e-mail in git, so a claim until a signature is verified. */
  readonly login?: string;
  /** What the host says of the commit's signature. */
  readonly signature: 'verified' | 'none';
  /** Who was signed in when they opened the pull request that it came in by. */
  readonly pullAuthor?: string;
};

/** How it is known that somebody is an author. */
export type Vouched = 'signature' | 'pull request' | 'claimed';

export type Author = {
  /** Entity reference of a user; absent where nobody of the catalog is known to be it. */
  readonly person?: string;
  /** Their name on the host; of one whom the host does not know, what git says. */
  readonly name: string;
  readonly by: Vouched;
  readonly commits: readonly string[];
};

export type Accounts = {
  /** @returns the catalog's user with this account on the host */
  userOf(login: string): string | undefined;
  /** Accounts behind which there is no person, such as those of CI. */
  readonly machines: ReadonlySet<string>;
};

const STRENGTH: readonly Vouched[] = ['claimed', 'pull request', 'signature'];

/**
 * Who wrote these commits. Counted are the account of a verified signature, and
 * whoever opened the pull request; an author that only git names is `claimed`:
 * they are kept from deciding like the others, and nobody knows whether it was
 * them. Trailers are not looked at. Machines are left out.
 *
 * @returns one entry a person (of whom the catalog does not know, one a name), by name
 */
export function authorsOf(
  commits: readonly HostCommit[],
  { userOf, machines }: Accounts,
): readonly Author[] {
  const found = new Map<string, Author>();
  const add = (name: string, by: Vouched, commit: string, login?: string) => {
    if (login !== undefined && machines.has(login) && by !== 'claimed') return;
    const person = login === undefined ? undefined : userOf(login);
    const key = person ?? `${login === undefined ? 'git' : 'host'}:${name}`;
    const before = found.get(key);
    found.set(key, {
      person,
      name: before?.name ?? name,
      by: before ? stronger(before.by, by) : by,
      commits: [...new Set([...(before?.commits ?? []), commit])],
    });
  };
  for (const { commit, gitName, login, signature, pullAuthor } of commits) {
    if (pullAuthor !== undefined)
      add(pullAuthor, 'pull request', commit, pullAuthor);
    if (login !== undefined && signature === 'verified')
      add(login, 'signature', commit, login);
    // Who opened its pull request was signed in: an unsigned commit of their own is theirs.
    else if (login === undefined || login !== pullAuthor)
      add(login ?? gitName, 'claimed', commit, login);
  }
  return [...found.values()].sort((a, b) =>
    a.name < b.name ? -1 : Number(a.name > b.name),
  );
}

function stronger(one: Vouched, other: Vouched): Vouched {
  return STRENGTH.indexOf(one) > STRENGTH.indexOf(other) ? one : other;
}

/** Whether somebody may have written it whom nobody can keep from deciding: the reviewer could be them. */
export function isUnknown({ person, by }: Author): boolean {
  return person === undefined || by === 'claimed';
}
