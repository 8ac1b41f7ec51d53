import type { AddressAnswer, ReadAddress } from './ReadAddress';
import type { OpenedObject } from './OpenedObject';
import { StorageError } from './StorageError';

/**
 * Opens what stands at an address of the web.
 *
 * @returns undefined where the server says that there is nothing
 */
export async function openAddress(
  read: ReadAddress,
  url: string,
  request: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
  },
): Promise<OpenedObject | undefined> {
  const answer = await read(url, {
    ...request,
    // Bytes are verified as they are; an encoding of the way would change them.
    headers: { ...request.headers, 'accept-encoding': 'identity' },
  });
  if (answer.status === 200) return opened(url, answer);
  answer.body.destroy();
  if (answer.status === 404 || answer.status === 410) return undefined;
  throw refusal(url, answer);
}

function opened(url: string, { headers, body }: AddressAnswer): OpenedObject {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    body.destroy();
    throw new StorageError(
      'unsupported',
      `${shown(
        url,
      )} sends its bytes as ${encoding}, which was not asked for. Store the object as it is.`,
    );
  }
  const length = headers['content-length'];
  return {
    stream: body,
    sizeBytes: length === undefined ? undefined : Number(length),
    etag: headers.etag?.replace(/^W\//, '').replace(/^"|"$/g, ''),
  };
}

/** Why a server gives no object. */
export function refusal(url: string, { status }: AddressAnswer): StorageError {
  if (status === 401 || status === 403) {
    return new StorageError(
      'refused',
      `${shown(
        url,
      )} does not let us in (${status}). Check the credentials that app-config has for it, and whether the object was pushed.`,
    );
  }
  return new StorageError(
    'unreachable',
    `${shown(url)} answered ${status} instead of the object.`,
  );
}

/** Why a server takes no object. */
export function uploadRefusal(
  url: string,
  { status }: Pick<AddressAnswer, 'status'>,
): StorageError {
  switch (status) {
    case 401:
    case 403:
      return new StorageError(
        'refused',
        `${shown(
          url,
        )} does not let us put an object there (${status}). Give the integration of the source the right to write, or sign in with an account that has it.`,
      );
    case 413:
    case 507:
      return new StorageError(
        'too-large',
        `${shown(
          url,
        )} takes no object of that size (${status}). Split the table, or make room there.`,
      );
    case 422:
      return new StorageError(
        'refused',
        `${shown(
          url,
        )} refuses what it was asked to take (422). Check its rules for Git LFS objects.`,
      );
    default:
      return new StorageError(
        'unreachable',
        `${shown(
          url,
        )} answered ${status} and did not take the object. Publish again; what is there is not sent twice.`,
      );
  }
}

/** Signatures stand in the query. */
export function shown(url: string): string {
  if (!URL.canParse(url)) return 'An address';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`.slice(0, 200);
}
