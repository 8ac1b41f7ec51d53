import { createHash } from 'node:crypto';
import type { SeedCommit, SeedRepository } from './SeedRepository';

type Folder = Map<string, Folder | string>;

/** The ids that git gives to the commits of a repository, oldest first. */
export function commitIds(repository: SeedRepository): string[] {
  const files = new Map<string, string>();
  const ids: string[] = [];
  for (const commit of repository.commits) {
    for (const [path, content] of Object.entries(commit.files)) {
      if (content === null) files.delete(path);
      else files.set(path, objectId('blob', content));
    }
    ids.push(commitId(commit, treeId(foldersOf(files)), ids.at(-1)));
  }
  return ids;
}

function objectId(type: string, content: Buffer): string {
  return createHash('sha1')
    .update(`${type} ${content.length}\0`)
    .update(content)
    .digest('hex');
}

function foldersOf(files: ReadonlyMap<string, string>): Folder {
  const root: Folder = new Map();
  for (const [path, id] of files) {
    const parts = path.split('/');
    let folder = root;
    for (const part of parts.slice(0, -1)) {
      const inner = folder.get(part) ?? new Map();
      folder.set(part, inner);
      folder = inner as Folder;
    }
    folder.set(parts[parts.length - 1], id);
  }
  return root;
}

/** git sorts a folder's name as if it ended with a slash. */
function treeId(folder: Folder): string {
  const entries = [...folder].map(([name, entry]) =>
    typeof entry === 'string'
      ? { sort: name, name, mode: '100644', id: entry }
      : { sort: `${name}/`, name, mode: '40000', id: treeId(entry) },
  );
  entries.sort((a, b) =>
    Buffer.compare(Buffer.from(a.sort), Buffer.from(b.sort)),
  );
  return objectId(
    'tree',
    Buffer.concat(
      entries.flatMap(({ mode, name, id }) => [
        Buffer.from(`${mode} ${name}\0`),
        Buffer.from(id, 'hex'),
      ]),
    ),
  );
}

function commitId(commit: SeedCommit, tree: string, parent?: string): string {
  const person = `${commit.author.name} <${commit.author.email}> ${
    Date.parse(commit.date) / 1000
  } +0000`;
  const lines = [
    `tree ${tree}`,
    ...(parent ? [`parent ${parent}`] : []),
    `author ${person}`,
    `committer ${person}`,
    '',
    `${commit.message}\n`,
  ];
  return objectId('commit', Buffer.from(lines.join('\n')));
}
