import type { SeedPerson } from './people';

export type SeedCommit = {
  readonly message: string;
  readonly author: SeedPerson;
  /** ISO time, UTC, whole seconds. */
  readonly date: string;
  /** Files that the commit changes; null takes one away. */
  readonly files: Readonly<Record<string, Buffer | null>>;
  readonly tag?: string;
};

export type SeedRepository = {
  /** Without the organisation. */
  readonly name: string;
  readonly description: string;
  readonly topics: readonly string[];
  readonly commits: readonly SeedCommit[];
};

/** Text files of a commit. */
export function texts(
  files: Readonly<Record<string, string>>,
): Record<string, Buffer> {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      Buffer.from(text, 'utf8'),
    ]),
  );
}
