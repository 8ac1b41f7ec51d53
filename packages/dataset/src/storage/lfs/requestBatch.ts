import type { Readable } from 'node:stream';
import { refusal, shown } from '../openAddress';
import type { ReadAddress } from '../ReadAddress';
import { StorageError } from '../StorageError';
import { missingObject } from './missingObject';

const MEDIA_TYPE = 'application/vnd.git-lfs+json';
/** A hundred objects with signed addresses are a tenth of it. */
const ANSWER_BYTES = 2 * 1024 * 1024;
const DEFAULT_SECONDS = 60 * 60;

/** What a pointer says. */
export type LfsObject = {
  readonly sha256: string;
  readonly sizeBytes: number;
};

/** Where an object is downloaded from, and until when. */
export type LfsAction = {
  readonly href: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly expiresAtMillis: number;
};

/** By sha256, of every object that was asked for. */
export type LfsAnswers = ReadonlyMap<string, LfsAction | StorageError>;

/**
 * Asks a Git LFS server where to download objects (git-lfs,
 * docs/api/batch.md), by the basic transfer.
 *
 * @throws StorageError where the server as a whole does not answer this
 */
export async function requestBatch(
  server: {
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly read: ReadAddress;
  },
  objects: readonly LfsObject[],
  signal: AbortSignal,
): Promise<LfsAnswers> {
  const url = `${server.url.replace(/\/+$/, '')}/objects/batch`;
  const answer = await server.read(url, {
    method: 'POST',
    headers: {
      ...server.headers,
      accept: MEDIA_TYPE,
      'content-type': MEDIA_TYPE,
    },
    body: JSON.stringify({
      operation: 'download',
      transfers: ['basic'],
      hash_algo: 'sha256',
      objects: objects.map(({ sha256, sizeBytes }) => ({
        oid: sha256,
        size: sizeBytes,
      })),
    }),
    signal,
  });
  if (answer.status === 404) {
    answer.body.destroy();
    throw new StorageError(
      'refused',
      `${shown(
        url,
      )} answered 404: the host has no Git LFS for this repository, or does not show it to us. Turn it on, or check the token of the integration.`,
    );
  }
  if (answer.status !== 200) {
    answer.body.destroy();
    throw refusal(url, answer);
  }
  return readAnswer(url, objects, await readText(url, answer.body));
}

async function readText(url: string, body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of body) {
    sizeBytes += chunk.length;
    if (sizeBytes > ANSWER_BYTES) {
      body.destroy();
      throw strange(url, `more than ${ANSWER_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

type Said = Readonly<Record<string, unknown>>;
const isSaid = (value: unknown): value is Said =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readAnswer(
  url: string,
  objects: readonly LfsObject[],
  text: string,
): LfsAnswers {
  const document = parse(url, text);
  const { transfer = 'basic', hash_algo: hash = 'sha256' } = document;
  if (transfer !== 'basic' || hash !== 'sha256') {
    throw new StorageError(
      'unsupported',
      `${shown(
        url,
      )} offers the transfer ${transfer} with ${hash}; basic with sha256 is read here.`,
    );
  }
  const listed = Array.isArray(document.objects) ? document.objects : [];
  const said = new Map(listed.filter(isSaid).map(each => [each.oid, each]));
  return new Map(
    objects.map(({ sha256 }) => [
      sha256,
      answerOf(url, sha256, said.get(sha256)),
    ]),
  );
}

function parse(url: string, text: string): Said {
  try {
    const document: unknown = JSON.parse(text);
    if (isSaid(document)) return document;
  } catch {
    // Said below.
  }
  throw strange(url, 'no JSON object');
}

function strange(url: string, what: string): StorageError {
  return new StorageError(
    'unreachable',
    `${shown(
      url,
    )} answered ${what} where Git LFS has its batch API. Correct the address in .lfsconfig.`,
  );
}

function answerOf(
  url: string,
  sha256: string,
  said: Said | undefined,
): LfsAction | StorageError {
  if (isSaid(said?.error)) return errorOf(url, sha256, said.error);
  const action = isSaid(said?.actions) ? said.actions.download : undefined;
  if (!isSaid(action)) return missingObject(sha256);
  const { href, header } = action;
  if (typeof href !== 'string' || !URL.canParse(href)) {
    return strange(url, `no address for ${sha256}`);
  }
  return {
    href,
    headers: Object.fromEntries(
      Object.entries(isSaid(header) ? header : {}).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    ),
    expiresAtMillis: expiryOf(action),
  };
}

/** Numbers are those of HTTP (git-lfs, docs/api/batch.md, "Response Errors"). */
function errorOf(url: string, sha256: string, error: Said): StorageError {
  const { code, message } = error;
  if (code === 404 || code === 410) return missingObject(sha256);
  return new StorageError(
    code === 401 || code === 403 ? 'refused' : 'unreachable',
    `${shown(url)} does not give the object ${sha256}: ${code} ${String(
      message ?? '',
    ).slice(0, 200)}`,
  );
}

function expiryOf({ expires_in: seconds, expires_at: at }: Said): number {
  if (typeof seconds === 'number' && seconds > 0)
    return Date.now() + seconds * 1000;
  const time = typeof at === 'string' ? Date.parse(at) : NaN;
  return Number.isNaN(time) ? Date.now() + DEFAULT_SECONDS * 1000 : time;
}
