import type { RemoteUrl } from './remoteUrl';

export type HostKind =
  | 'github'
  | 'gitlab'
  | 'gitea'
  | 'bitbucketServer'
  | 'other';

/** Where people look at a repository; undefined where only git knows it. */
function webUrl({ url, protocol, host }: RemoteUrl): string | undefined {
  if (protocol === 'https' || protocol === 'http')
    return url.replace(/\.git\/?$/, '').replace(/\/$/, '');
  if (protocol !== 'ssh') return undefined;
  const path = URL.canParse(url)
    ? new URL(url).pathname
    : `/${url.split(':').slice(1).join(':')}`;
  return `https://${host.replace(/:\d+$/, '')}${path.replace(/\.git\/?$/, '')}`;
}

/** Link for people to a file, or a line of it, at a commit. */
export function fileLink(
  remote: RemoteUrl,
  kind: HostKind,
  commit: string,
  path: string,
  line?: number,
): string {
  const web = webUrl(remote);
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  const anchor = line === undefined ? '' : `#L${line}`;
  if (!web || kind === 'other')
    return `${remote.url}#${commit}:${path}${
      line === undefined ? '' : `:${line}`
    }`;
  switch (kind) {
    case 'gitlab':
      return `${web}/-/blob/${commit}/${escaped}${anchor}`;
    case 'gitea':
      return `${web}/src/commit/${commit}/${escaped}${anchor}`;
    case 'bitbucketServer':
      return `${web}/browse/${escaped}?at=${commit}${
        line === undefined ? '' : `#${line}`
      }`;
    default:
      return `${web}/blob/${commit}/${escaped}${anchor}`;
  }
}

export function commitLink(
  remote: RemoteUrl,
  kind: HostKind,
  commit: string,
): string {
  const web = webUrl(remote);
  if (!web || kind === 'other') return `${remote.url}#${commit}`;
  return kind === 'gitlab'
    ? `${web}/-/commit/${commit}`
    : `${web}/commit${kind === 'bitbucketServer' ? 's' : ''}/${commit}`;
}

/** Where people make a pull request of a branch; undefined where no page is known for it. */
export function compareLink(
  remote: RemoteUrl,
  kind: HostKind,
  base: string,
  branch: string,
): string | undefined {
  const web = webUrl(remote);
  if (!web) return undefined;
  const [from, to] = [base, branch].map(encodeURIComponent);
  switch (kind) {
    case 'github':
      return `${web}/compare/${from}...${to}?expand=1`;
    case 'gitea':
      return `${web}/compare/${from}...${to}`;
    case 'gitlab':
      return `${web}/-/merge_requests/new?merge_request%5Bsource_branch%5D=${to}&merge_request%5Btarget_branch%5D=${from}`;
    case 'bitbucketServer':
      return `${web}/pull-requests?create&sourceBranch=${to}&targetBranch=${from}`;
    default:
      return undefined;
  }
}
