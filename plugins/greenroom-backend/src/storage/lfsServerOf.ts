import { StorageError } from '@greenroom/dataset';
import type { LfsEndpoint } from '@greenroom/backstage-plugin-greenroom-node';
import type { RepositoryReader } from '../sync/RepositoryReader';
import type { StagePlace } from './Stage';

/** Where the Git LFS objects of a repository are, and whose word that is. */
export type LfsPlace =
  | Extract<LfsEndpoint, { type: 'folder' }>
  | (Extract<LfsEndpoint, { type: 'server' }> & {
      readonly namedBy: 'source' | 'repository';
    });

/**
 * The Git LFS server of a source, or one that an `.lfsconfig` names, which gets
 * no credentials of the source unless it is the same host.
 *
 * @param options.token - of a person as whom it is asked
 */
export async function lfsServerOf(
  where: StagePlace & { readonly reader: RepositoryReader },
  options: { readonly token?: string } = {},
): Promise<LfsPlace> {
  const { source, repository, reader, commit } = where;
  const named = await urlOfLfsConfig(reader, commit);
  const endpoint = await source.lfsEndpoint(repository, options);
  if (named === undefined)
    return endpoint.type === 'folder'
      ? endpoint
      : { ...endpoint, namedBy: 'source' };
  const isOwn =
    endpoint.type === 'server' &&
    URL.canParse(named) &&
    new URL(named).origin === new URL(endpoint.url).origin;
  return isOwn
    ? { ...endpoint, url: named, namedBy: 'source' }
    : {
        type: 'server',
        url: assertAddress(named),
        headers: {},
        namedBy: 'repository',
      };
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
