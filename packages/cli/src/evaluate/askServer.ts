import { Readable } from 'node:stream';
import type { ReadAddress } from '@greenroom/dataset';
import {
  isInsideNetwork,
  type KnownEndpoint,
  type ServedEndpoint,
} from '@greenroom/manifest';
import { UsageError } from '../UsageError';

const ANSWER_SECONDS = 60;

export type ServerAccess = {
  readonly endpoint: KnownEndpoint;
  readonly ask: ReadAddress;
  readonly headers: Readonly<Record<string, string>>;
};

const askByFetch: ReadAddress = async (address, request) => {
  try {
    const { status, headers, body } = await fetch(address, {
      ...request,
      redirect: 'error',
      signal: AbortSignal.any([
        request.signal,
        AbortSignal.timeout(ANSWER_SECONDS * 1000),
      ]),
    });
    return {
      status,
      headers: Object.fromEntries(headers),
      body: body
        ? Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0])
        : Readable.from([]),
    };
  } catch (error) {
    const { message, cause } = error as Error & { cause?: Error };
    throw new UsageError(
      `${new URL(address).host} could not be asked: ${
        cause?.message ?? message
      }.`,
    );
  }
};

/**
 * How the server of a model is asked. What its manifest says is a stranger's
 * word: it is asked where it is a public address, and without credentials. The
 * address that somebody gives by hand may be any, and gets the token.
 *
 * @throws UsageError where the manifest names none, or leads into the network
 */
export function askServer(
  declared: ServedEndpoint,
  given: { readonly url?: string; readonly token?: string },
): ServerAccess {
  const { url, token } = given;
  const address = url || declared.url;
  if (address === undefined)
    throw new UsageError(
      'The endpoint in the manifest names no url: the portal takes it from KServe. Give the address yourself: --endpoint URL',
    );
  if (!url && isInsideNetwork(address)) {
    throw new UsageError(
      `The manifest's endpoint ${declared.url} leads into the network. Give the address yourself to let it be asked: --endpoint ${declared.url}`,
    );
  }
  if (url && !URL.canParse(url))
    throw new UsageError(`--endpoint is ${url}, which is no address.`);
  return {
    endpoint: { ...declared, url: address },
    headers: url && token ? { authorization: `Bearer ${token}` } : {},
    ask: askByFetch,
  };
}
