import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  type Digest,
  digestOf,
  DvcRemote,
  folderPlace,
  openLfsFile,
  type OpenObject,
  readDvcConfig,
  StorageError,
  verifying,
} from '@greenroom/dataset';
import { LFS_POINTER_BYTES, lfsPointerOf } from '@greenroom/manifest';
import { parse } from 'yaml';
import { Git } from './git/Git';
import { UsageError } from './UsageError';

/** Objects of a clone are on this machine already: any size is read. */
const OBJECT_BYTES = Number.MAX_SAFE_INTEGER;

/** Bytes that a clone keeps elsewhere, and what fetches them where they are not there. */
export type StoredElsewhere = {
  readonly digest: Digest;
  readonly fetch: string;
  open(git: Git): Promise<OpenObject>;
};

/** What a pointer of Git LFS stands for; undefined for any other content. */
export function behindLfsPointer(content: Buffer): StoredElsewhere | undefined {
  const pointer =
    content.length <= LFS_POINTER_BYTES
      ? lfsPointerOf(content.toString('utf8'))
      : undefined;
  return (
    pointer && {
      digest: digestOf('sha256', pointer.sha256),
      fetch: 'git lfs fetch --all',
      open: async git => {
        const [folder] = await lines(git, ['rev-parse', '--git-common-dir']);
        return openLfsFile(
          path.resolve(git.repository, folder, 'lfs', 'objects'),
          pointer.sha256,
        );
      },
    }
  );
}

/**
 * What a `.dvc` file tracks.
 *
 * @throws UsageError where it tracks a folder, or says no md5
 */
export function behindDvcFile(text: string, name: string): StoredElsewhere {
  const md5 = md5Of(text);
  if (md5 === undefined || !/^[0-9a-f]{32}$/.test(md5)) {
    throw new UsageError(
      `${name} pins no single file by its md5. Check the data out with dvc checkout, and name a table in it.`,
    );
  }
  return {
    digest: digestOf('md5', md5),
    fetch: 'dvc fetch',
    open: async git =>
      new DvcRemote(await dvcPlaces(git)).opener({ md5, kind: 'file' }),
  };
}

/**
 * Writes the bytes to a file, checked against what pins them.
 *
 * @param folder - any folder of the clone
 * @throws UsageError where they are not on this machine, or damaged
 */
export async function writeStored(
  stored: StoredElsewhere,
  folder: string,
  target: string,
  name: string,
): Promise<void> {
  try {
    const open = await stored.open(new Git(folder));
    const opened = await open(new AbortController().signal);
    const { through } = verifying(stored.digest, opened, OBJECT_BYTES);
    await pipeline(opened.stream, through, createWriteStream(target));
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    throw new UsageError(
      `${name} is kept outside git, and its bytes are not here: ${error.message} Fetch them with ${stored.fetch}.`,
    );
  }
}

function md5Of(text: string): string | undefined {
  try {
    const document = parse(text, { maxAliasCount: 0 });
    const outs: unknown = document?.outs;
    const [out] = Array.isArray(outs) && outs.length === 1 ? outs : [];
    return typeof out?.md5 === 'string' ? out.md5 : undefined;
  } catch {
    return undefined;
  }
}

/** DVC's own cache, then the default remote where that is a folder. */
async function dvcPlaces(git: Git) {
  const [top] = await lines(git, ['rev-parse', '--show-toplevel']);
  const home = path.join(top, '.dvc');
  const { defaultRemote, remotes } = readDvcConfig(
    await readFile(path.join(home, 'config'), 'utf8').catch(() => ''),
  );
  const url = remotes.get(defaultRemote ?? '')?.url;
  const isFolder = url !== undefined && !/^\w+:\/\//.test(url);
  return [
    folderPlace(path.join(home, 'cache')),
    ...(isFolder ? [folderPlace(path.resolve(home, url))] : []),
  ];
}

async function lines(git: Git, args: readonly string[]): Promise<string[]> {
  return (await git.read(args)).toString('utf8').split('\n');
}
