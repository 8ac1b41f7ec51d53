import {
  digestOf,
  type LfsObject,
  openLfsFile,
  StorageError,
} from '@greenroom/dataset';
import type { RepositoryReader } from '../sync/RepositoryReader';
import type { PlannedFile } from './planFiles';
import type { StagePlace } from './Stage';
import type { Storages } from './Storages';

type LfsPin = {
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes?: number;
};

/** Plans files that are Git LFS pointers in the repository. */
export async function planLfs(
  storages: Storages,
  where: StagePlace & { readonly reader: RepositoryReader },
  files: readonly LfsPin[],
): Promise<PlannedFile[]> {
  if (files.length === 0) return [];
  const { source, repository, reader, commit } = where;
  const planned = (opens: PlannedFile['open'][]) =>
    files.map(({ path, sha256 }, i) => ({
      path,
      digest: digestOf('sha256', sha256),
      open: opens[i],
    }));
  const named = await urlOfLfsConfig(reader, commit);
  const endpoint = await source.lfsEndpoint(repository);
  const isOwn =
    endpoint.type === 'server' &&
    named !== undefined &&
    URL.canParse(named) &&
    new URL(named).origin === new URL(endpoint.url).origin;
  if (named === undefined && endpoint.type === 'folder') {
    return planned(
      files.map(({ sha256 }) => openLfsFile(endpoint.folder, sha256)),
    );
  }
  const server =
    endpoint.type === 'server' && (named === undefined || isOwn)
      ? storages.lfsServer({
          url: named ?? endpoint.url,
          headers: endpoint.headers,
          namedBy: 'source',
        })
      : storages.lfsServer({
          url: assertAddress(named!),
          headers: {},
          namedBy: 'repository',
        });
  return planned(server.openers(await sized(where, files)));
}

/** The API wants sizes, which stand in the pointers. */
async function sized(
  { reader, commit }: { reader: RepositoryReader; commit: string },
  files: readonly LfsPin[],
): Promise<LfsObject[]> {
  const { pointers } = await reader.files(
    commit,
    files
      .filter(({ sizeBytes }) => sizeBytes === undefined)
      .map(({ path }) => path),
  );
  return files.map(({ path, sha256, sizeBytes }) => {
    if (sizeBytes !== undefined) return { sha256, sizeBytes };
    const pointer = pointers.get(path);
    if (pointer?.sha256 === sha256) return pointer;
    throw new StorageError(
      'missing',
      `${path}: its Git LFS pointer is no longer what it was at ${commit.slice(
        0,
        7,
      )}. Refresh the asset to read it again.`,
      path,
    );
  });
}

/** `lfs.url` of the repository's `.lfsconfig`, which is a git configuration (git-lfs, docs/man/git-lfs-config). */
async function urlOfLfsConfig(
  reader: RepositoryReader,
  commit: string,
): Promise<string | undefined> {
  const text = await reader.text(commit, '.lfsconfig');
  let section = '';
  let url: string | undefined;
  for (const line of (text ?? '').split(/\r?\n/).map(each => each.trim())) {
    section = /^\[\s*([^\]]*?)\s*\]$/.exec(line)?.[1] ?? section;
    const [, key, value] = /^(\w+)\s*=\s*"?(.*?)"?$/.exec(line) ?? [];
    const isUrl = section.toLowerCase() === 'lfs' && /^url$/i.test(key ?? '');
    const isRemoteUrl =
      section === 'remote "origin"' && /^lfsurl$/i.test(key ?? '');
    if (isUrl || (isRemoteUrl && url === undefined)) url = value;
  }
  return url || undefined;
}

function assertAddress(url: string): string {
  if (/^https?:\/\//.test(url) && URL.canParse(url)) return url;
  throw new StorageError(
    'unsupported',
    `.lfsconfig names '${url.slice(
      0,
      80,
    )}', which is no address of the web. Write https://….`,
  );
}
