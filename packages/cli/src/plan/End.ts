import { copyFile, lstat, mkdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Git } from '../git/Git';
import { readBlobs } from '../git/readBlobs';
import { type InputFile, inputFile } from '../inputFile';
import { UsageError } from '../UsageError';

/** The files of a repository on one side of a change. */
export type End = {
  /** As people call it: a commit, or `working tree`. */
  readonly name: string;
  /** From the root of the repository; those that DVC tracks under their own names, too. */
  readonly paths: ReadonlySet<string>;
  /** Small files, in the order asked for. */
  readAll(paths: readonly string[]): Promise<readonly Buffer[]>;
  /**
   * The file on this machine; what Git LFS or DVC keeps elsewhere is read from
   * the clone's own objects.
   *
   * @throws UsageError where there is none, or it is a link
   */
  open(path: string): Promise<string>;
  /** The same, in a folder where other files of this side stand as they do in the repository. */
  openInPlace(path: string): Promise<string>;
};

/** Ordinary files; no links, and nothing of other repositories. */
const FILE_MODES = ['100644', '100755'];

/** @param folder - to write files to, which the caller removes */
export async function revisionEnd(
  git: Git,
  revision: string,
  folder: string,
): Promise<End> {
  const listed = await git.read([
    'ls-tree',
    '-r',
    '-z',
    '--full-tree',
    revision,
  ]);
  const oids = new Map<string, string>();
  for (const line of listed.toString('utf8').split('\0')) {
    const [, mode, oid, name] = /^(\d+) blob (\S+)\t(.*)$/s.exec(line) ?? [];
    if (FILE_MODES.includes(mode)) oids.set(name, oid);
  }
  const opened = openers(folder, name => inputFile(`${revision}:${name}`));
  return {
    name: revision,
    paths: withTracked(oids.keys()),
    async readAll(paths) {
      const read: Buffer[] = [];
      const wanted = paths.map(name => oids.get(name)!);
      for await (const bytes of readBlobs(git, wanted)) read.push(bytes);
      return read;
    },
    open: opened,
    openInPlace: opened,
  };
}

/** What lies on the disk, whether it is committed or not; what is ignored is not part of it. */
export async function workingEnd(git: Git, folder: string): Promise<End> {
  const root = await realpath(git.repository);
  const listed = await git.read([
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
    '--deduplicate',
  ]);
  const names = listed
    .toString('utf8')
    .split('\0')
    .filter(name => name !== '');
  const there: string[] = [];
  for (const name of names) {
    const stat = await lstat(path.join(root, name)).catch(() => undefined);
    if (stat?.isFile()) there.push(name);
  }
  const assertInside = async (name: string) => {
    const full = path.join(root, name);
    const real = await realpath(full).catch(() => full);
    if (real !== full)
      throw new UsageError(
        `${name} is a link, or leads through one; it is not followed. Put the file itself here.`,
      );
  };
  const open = async (name: string): Promise<InputFile> => {
    await assertInside(name);
    return inputFile(path.join(root, name));
  };
  const copies = openers(folder, open);
  return {
    name: 'working tree',
    paths: withTracked(there),
    async readAll(paths) {
      const read: Buffer[] = [];
      for (const name of paths) {
        await assertInside(name);
        read.push(await readFile(path.join(root, name)));
      }
      return read;
    },
    async open(name) {
      const file = await open(name);
      // A file of the tree is read where it lies.
      return file.path === path.join(root, name) ? file.path : copies(name);
    },
    openInPlace: copies,
  };
}

/** Takes files that are the same on the other side from there: thousands of pictures are not written out once more. */
export function takingFrom(
  other: End,
  end: End,
  isSame: (name: string) => boolean,
): End {
  return {
    ...end,
    open: name =>
      isSame(name) && other.paths.has(name) ? other.open(name) : end.open(name),
  };
}

/** Files are written once, where they stand in the repository. */
function openers(
  folder: string,
  open: (name: string) => Promise<InputFile>,
): (name: string) => Promise<string> {
  const written = new Map<string, string>();
  return async name => {
    const known = written.get(name);
    if (known !== undefined) return known;
    const file = await open(name);
    try {
      const target = path.join(folder, name);
      await mkdir(path.dirname(target), { recursive: true });
      await copyFile(file.path, target);
      written.set(name, target);
      return target;
    } finally {
      await file.close();
    }
  };
}

/** `rows.csv.dvc` stands for `rows.csv`, which git does not have. */
function withTracked(names: Iterable<string>): ReadonlySet<string> {
  return new Set(
    [...names].flatMap(name =>
      name.endsWith('.dvc') ? [name, name.slice(0, -'.dvc'.length)] : [name],
    ),
  );
}
