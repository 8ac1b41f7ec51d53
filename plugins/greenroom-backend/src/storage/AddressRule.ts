import type { Config } from '@backstage/config';

/**
 * What may be read of an address: nothing; what it is, whatever machine it
 * leads to; or only where it leads to a machine of the public internet.
 */
export type AddressRule = (url: URL) => 'none' | 'any' | 'public';

/**
 * The rule that `backend.reading.allow` makes, with the meaning that it has
 * for Backstage's own readers. A host that is named in full may be inside the
 * network: somebody wrote it down. What a wildcard matches may not.
 */
export function readingAllowed(config: Config): AddressRule {
  const allowed = (
    config.getOptionalConfigArray('backend.reading.allow') ?? []
  ).map(entry => {
    const [hostname, ports] = entry.getString('host').split(':');
    const paths = entry.getOptionalStringArray('paths');
    return {
      isWildcard: hostname.startsWith('*.'),
      matches: (url: URL) =>
        (hostname.startsWith('*.')
          ? url.hostname.endsWith(hostname.slice(1))
          : url.hostname === hostname) &&
        isPortOf(ports, url) &&
        (paths === undefined || paths.some(each => isBelow(each, url))),
    };
  });
  return url => {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'none';
    const matching = allowed.filter(({ matches }) => matches(url));
    if (matching.length === 0) return 'none';
    return matching.every(({ isWildcard }) => isWildcard) ? 'public' : 'any';
  };
}

/**
 * The rule for what a Git LFS server names: the server itself, any public
 * address over https, and what else may be read. The server was configured;
 * where it keeps its objects is its own affair.
 */
export function lfsAllowed(server: string, others: AddressRule): AddressRule {
  const { origin } = new URL(server);
  return url => {
    if (url.origin === origin) return 'any';
    const other = others(url);
    if (other !== 'none') return other;
    return url.protocol === 'https:' ? 'public' : 'none';
  };
}

function isPortOf(said: string | undefined, url: URL): boolean {
  if (said === undefined) return url.port === '';
  const [from, to = from] = said.split('-').map(Number);
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  return from <= port && port <= to;
}

function isBelow(said: string, { pathname }: URL): boolean {
  return (
    pathname === said ||
    pathname.startsWith(said.endsWith('/') ? said : `${said}/`)
  );
}
