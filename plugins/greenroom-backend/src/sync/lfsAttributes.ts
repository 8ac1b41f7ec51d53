import path from 'node:path';

type Rule = {
  readonly matches: (below: string) => boolean;
  readonly isLfs: boolean;
};

/** What one `.gitattributes` says of the filter of paths below its folder. */
export type LfsAttributes = readonly Rule[];

/** Reads the lines of a `.gitattributes` that set a filter (gitattributes(5)). */
export function readLfsAttributes(text: string): LfsAttributes {
  return text.split(/\r?\n/).flatMap(line => {
    const [pattern = '', ...attributes] = words(line.trim());
    const filter = attributes.findLast(each => /^[-!]?filter\b/.test(each));
    if (pattern === '' || pattern.startsWith('#') || filter === undefined)
      return [];
    return [{ matches: matcherOf(pattern), isLfs: filter === 'filter=lfs' }];
  });
}

/** By folder: what its `.gitattributes` says, of all that are among some files. */
export async function lfsAttributesOf(
  files: Iterable<string>,
  textOf: (file: string) => Promise<string | undefined>,
): Promise<(folder: string) => LfsAttributes | undefined> {
  const read = new Map<string, LfsAttributes>();
  for (const file of files) {
    if (path.posix.basename(file) !== '.gitattributes') continue;
    const text = await textOf(file);
    const folder = path.posix.dirname(file);
    if (text?.includes('filter'))
      read.set(folder === '.' ? '' : folder, readLfsAttributes(text));
  }
  return folder => read.get(folder);
}

/**
 * Whether a path holds a Git LFS pointer by the attributes of its folders: the
 * nearest folder counts, and in it the last line that matches.
 *
 * @param attributesOf - of a folder, `''` for the root
 */
export function isLfsPath(
  file: string,
  attributesOf: (folder: string) => LfsAttributes | undefined,
): boolean {
  const parts = file.split('/');
  for (let depth = parts.length - 1; depth >= 0; depth--) {
    const below = parts.slice(depth).join('/');
    const rule = attributesOf(parts.slice(0, depth).join('/'))?.findLast(each =>
      each.matches(below),
    );
    if (rule) return rule.isLfs;
  }
  return false;
}

/** A pattern in quotes may hold blanks; elsewhere they are written `[[:space:]]`. */
function words(line: string): string[] {
  const [, quoted, rest] = /^"((?:[^"\\]|\\.)*)"(.*)$/.exec(line) ?? [];
  const [first, ...others] = (rest ?? line).split(/\s+/);
  return quoted === undefined
    ? [first.replaceAll('[[:space:]]', ' '), ...others]
    : [quoted, first, ...others];
}

/** Without a slash a pattern is one for names, wherever they are. */
function matcherOf(pattern: string): Rule['matches'] {
  const anchored = pattern.replace(/^\//, '');
  return pattern.includes('/')
    ? below => path.posix.matchesGlob(below, anchored)
    : below => path.posix.matchesGlob(path.posix.basename(below), pattern);
}
