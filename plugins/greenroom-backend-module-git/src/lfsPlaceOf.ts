import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RemoteUrl } from './remoteUrl';

export type LfsPlace =
  | {
      readonly type: 'server';
      readonly url: string;
      /** The remote as it would be read over https. */
      readonly remote: RemoteUrl;
    }
  | { readonly type: 'folder'; readonly folder: string };

/**
 * Where Git LFS looks for the objects of a remote (git-lfs,
 * docs/api/server-discovery.md): an address of its own below the remote's,
 * over https for remotes over ssh; of a folder, the folder's objects.
 */
export async function lfsPlaceOf(remote: RemoteUrl): Promise<LfsPlace> {
  if (remote.protocol === 'file') {
    const folder = fileURLToPath(remote.url);
    const git = path.join(folder, '.git');
    const isBare = !(await stat(git).catch(() => undefined))?.isDirectory();
    return {
      type: 'folder',
      folder: path.join(isBare ? folder : git, 'lfs', 'objects'),
    };
  }
  const url = (remote.protocol === 'ssh' ? overHttps(remote.url) : remote.url)
    .replace(/\/+$/, '')
    .replace(/(\.git)?$/, '.git');
  const { host, protocol } = new URL(url);
  return {
    type: 'server',
    url: `${url}/info/lfs`,
    remote: {
      ...remote,
      url,
      host,
      protocol: protocol === 'http:' ? 'http' : 'https',
    },
  };
}

/** `ssh://git@host:22/path` and `git@host:path`; the port of ssh is not that of https. */
function overHttps(url: string): string {
  if (URL.canParse(url)) {
    const { hostname, pathname } = new URL(url);
    return `https://${hostname}${pathname}`;
  }
  const [, host, below] = /^(?:[^@]*@)?([^:]+):\/?(.*)$/.exec(url) ?? [];
  return `https://${host}/${below}`;
}
