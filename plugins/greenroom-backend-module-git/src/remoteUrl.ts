/** A remote as git is given it, and what people call it. */
export type RemoteUrl = {
  readonly url: string;
  readonly protocol: 'https' | 'http' | 'ssh' | 'file';
  /** Host with port; empty for a folder. */
  readonly host: string;
  /** The last two folders of its path, without `.git`. */
  readonly fullName: string;
};

/** `git@host:owner/name.git`, as ssh users write it. */
const SCP_LIKE = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)([^\s-][^\s]*)$/;

/**
 * Reads the address of a remote. Git has transports that run programs
 * (`ext::`) and options that look like addresses; only these four are let in.
 *
 * @throws Error that says which address is wrong and what to write
 */
export function readRemoteUrl(
  url: string,
  options: { allowHttp: boolean },
): RemoteUrl {
  const scp = SCP_LIKE.exec(url);
  if (scp && !URL.canParse(url)) {
    return {
      url,
      protocol: 'ssh',
      host: scp[1],
      fullName: nameOf(url, scp[2]),
    };
  }
  if (!URL.canParse(url) || url.startsWith('-')) {
    throw new Error(
      `'${redact(
        url,
      )}' is no address of a remote. Write https://…, ssh://…, git@host:path or file:///….`,
    );
  }
  const parsed = new URL(url);
  if (
    parsed.password !== '' ||
    (parsed.username !== '' && parsed.protocol !== 'ssh:')
  ) {
    throw new Error(
      `'${redact(
        url,
      )}' holds credentials. Put the token into integrations, and write the address without it.`,
    );
  }
  switch (parsed.protocol) {
    case 'https:':
    case 'ssh:':
    case 'file:':
      break;
    case 'http:':
      if (options.allowHttp) break;
      throw new Error(
        `'${redact(url)}' is not encrypted. Write https, or set allowHttp.`,
      );
    default:
      throw new Error(
        `'${redact(url)}' uses ${
          parsed.protocol
        }, which is not read. Write https://…, ssh://…, git@host:path or file:///….`,
      );
  }
  return {
    url,
    protocol: parsed.protocol.slice(0, -1) as RemoteUrl['protocol'],
    host: parsed.host,
    fullName: nameOf(url, decodeURIComponent(parsed.pathname)),
  };
}

function nameOf(url: string, path: string): string {
  const parts = path
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .split('/')
    .filter(part => part !== '');
  if (parts.length === 0)
    throw new Error(`'${redact(url)}' names no repository. Add its path.`);
  return parts.slice(-2).join('/');
}

/** An address without what stands before its `@`. */
export function redact(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]*:\/\/)[^/@\s]*@/gi, '$1');
}
