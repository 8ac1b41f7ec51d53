/**
 * Whether an address of a stranger's manifest points inside the network:
 * loopback, link-local (cloud metadata), private ranges (RFC 1918, RFC 4193),
 * names without a dot or under `.local` and `.internal`.
 */
export function isInsideNetwork(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, protocol } = new URL(url);
  if (protocol === 'file:') return true;
  if (!/^(https?|ftp|s?ftp|ws?s):$/.test(protocol)) return false;
  const host = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  // The URL parser has written every IPv4 address, however spelt, as four numbers.
  if (/^(\d{1,3}\.){3}\d{1,3}$/.test(host)) {
    return isPrivateV4(host.split('.').map(Number));
  }
  if (host.includes(':')) {
    const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host);
    if (mapped) {
      const [high, low] = mapped.slice(1).map(part => parseInt(part, 16));
      return isPrivateV4([high >> 8, high & 255, low >> 8, low & 255]);
    }
    return host === '::' || host === '::1' || /^(f[cd]|fe[89ab])/.test(host);
  }
  return (
    !host.includes('.') ||
    /\.(local|localhost|internal|intranet|lan)$/.test(host)
  );
}

function isPrivateV4([a, b]: readonly number[]): boolean {
  return (
    a === 0 ||
    a === 10 ||
    a === 127 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168)
  );
}
