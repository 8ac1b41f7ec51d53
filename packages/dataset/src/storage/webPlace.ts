import type { ObjectPlace } from './ObjectPlace';
import { openAddress, shown } from './openAddress';
import type { ReadAddress } from './ReadAddress';

/** Objects below an address of a web server. */
export function webPlace(
  url: string,
  read: ReadAddress,
  headers: Readonly<Record<string, string>> = {},
): ObjectPlace {
  const base = new URL(url);
  const root = base.pathname.replace(/\/+$/, '');
  return {
    name: shown(url),
    open(key, signal) {
      const address = new URL(base);
      address.pathname = `${root}/${key
        .split('/')
        .map(encodeURIComponent)
        .join('/')}`;
      return openAddress(read, address.href, { headers, signal });
    },
  };
}
