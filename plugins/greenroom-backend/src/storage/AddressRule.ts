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
  ).map(entry => ({
    host: hostRule(entry.getString('host')),
    paths: entry.getOptionalStringArray('paths'),
  }));
  return url => {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'none';
    const rules = allowed
      .filter(
        ({ paths }) =>
          paths === undefined || paths.some(each => isBelow(each, url)),
      )
      .map(({ host }) => host(url));
    if (rules.includes('any')) return 'any';
    return rules.includes('public') ? 'public' : 'none';
  };
}

/**
 * The rule for one host, whatever the protocol.
 *
 * @param said - `host`, `host:port`, `host:from-to`; `*.host` for those below it
 */
export function hostRule(said: string): AddressRule {
  const [hostname, ports] = said.split(':');
  const isWildcard = hostname.startsWith('*.');
  return url => {
    const isNamed = isWildcard
      ? url.hostname.endsWith(hostname.slice(1))
      : url.hostname === hostname;
    if (!isNamed || !isPortOf(ports, url)) return 'none';
    return isWildcard ? 'public' : 'any';
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
