import type {
  SourceTag,
  SourceTreeEntry,
} from '@greenroom/backstage-plugin-greenroom-node';

/** A commit as `git log` prints it with `COMMIT_FORMAT`. */
export type GitCommit = {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly authorEmail: string;
  readonly date: string;
  readonly message: string;
};

/** Fields end with 0x1f, commits (by `-z`) with NUL. */
export const COMMIT_FORMAT = '--format=%H%x1f%P%x1f%an%x1f%ae%x1f%aI%x1f%B';

export function readCommits(output: Buffer): GitCommit[] {
  return records(output).map(record => {
    const [sha, parents, author, authorEmail, date, ...message] = record.split(
      String.fromCharCode(0x1f),
    );
    return {
      sha,
      parents: parents === '' ? [] : parents.split(' '),
      author,
      authorEmail,
      date,
      message: message.join(' ').trim(),
    };
  });
}

const TYPES: Readonly<Record<string, SourceTreeEntry['type']>> = {
  '100644': 'file',
  '100755': 'file',
  '100664': 'file',
  '120000': 'symlink',
  '160000': 'submodule',
};

/** The answer of `git ls-tree -r -z`. */
export function readTree(output: Buffer): SourceTreeEntry[] {
  return records(output).flatMap(record => {
    const tab = record.indexOf('\t');
    const [mode, , oid] = record.slice(0, tab).split(' ');
    const type = TYPES[mode];
    return type ? [{ path: record.slice(tab + 1), oid, type }] : [];
  });
}

export const TAG_FORMAT =
  '--format=%(refname:strip=2)%1f%(objectname)%1f%(*objectname)';

/** The answer of `git for-each-ref`: what an annotated tag points to stands last. */
export function readTags(output: Buffer): SourceTag[] {
  return output
    .toString('utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const [name, object, peeled] = line.split(String.fromCharCode(0x1f));
      return { name, commit: peeled || object };
    });
}

export function readPaths(output: Buffer): string[] {
  return records(output);
}

function records(output: Buffer): string[] {
  return output
    .toString('utf8')
    .split('\0')
    .map(record => record.replace(/^\n/, ''))
    .filter(record => record !== '');
}
