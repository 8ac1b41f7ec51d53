import type { Readable } from 'node:stream';
import { refusal, shown, uploadRefusal } from '../openAddress';
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

/** Where an object is had from or sent to, and until when. */
export type LfsAction = {
  readonly href: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly expiresAtMillis: number;
};

/** By sha256, of every object that was asked for. */
export type LfsAnswers = ReadonlyMap<string, LfsAction | StorageError>;

/** What a server says of an object, as it said it. */
export type LfsSaid = Readonly<Record<string, unknown>>;

export type LfsApi = {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly read: ReadAddress;
};

/**
 * Asks a Git LFS server where to download objects.
 *
 * @throws StorageError where the server as a whole does not answer this
 */
export async function requestBatch(
  server: LfsApi,
  objects: readonly LfsObject[],
  signal: AbortSignal,
): Promise<LfsAnswers> {
  const said = await askBatch(server, 'download', objects, signal);
  return new Map(
    objects.map(({ sha256 }) => [
      sha256,
      downloadOf(server.url, sha256, said.get(sha256)),
    ]),
  );
}

/**
 * Asks the batch API (git-lfs, docs/api/batch.md) about objects, by the basic
 * transfer.
 *
 * @returns by sha256, what was said of those that the server spoke of
 * @throws StorageError where the server as a whole does not answer this
 */
export async function askBatch(
  server: LfsApi,
  operation: 'download' | 'upload',
  objects: readonly LfsObject[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, LfsSaid>> {
  const url = `${server.url.replace(/\/+$/, '')}/objects/batch`;
  const answer = await server.read(url, {
    method: 'POST',
    headers: {
      ...server.headers,
      accept: MEDIA_TYPE,
      'content-type': MEDIA_TYPE,
    },
    body: JSON.stringify({
      operation,
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
    throw operation === 'upload'
      ? uploadRefusal(url, answer)
      : refusal(url, answer);
  }
  return readAnswer(url, await readText(url, answer.body));
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

function isSaid(value: unknown): value is LfsSaid {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readAnswer(url: string, text: string): ReadonlyMap<string, LfsSaid> {
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
  return new Map(listed.filter(isSaid).map(each => [String(each.oid), each]));
}

function parse(url: string, text: string): LfsSaid {
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

function downloadOf(
  url: string,
  sha256: string,
  said: LfsSaid | undefined,
): LfsAction | StorageError {
  const error = errorOf(url, sha256, said);
  if (error) return error;
  const action = actionOf(url, sha256, said, 'download');
  return action ?? missingObject(sha256);
}

/** Undefined where the server names no such action; an error where it names one that is none. */
export function actionOf(
  url: string,
  sha256: string,
  said: LfsSaid | undefined,
  name: 'download' | 'upload' | 'verify',
): LfsAction | StorageError | undefined {
  const action = isSaid(said?.actions) ? said.actions[name] : undefined;
  if (!isSaid(action)) return undefined;
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
export function errorOf(
  url: string,
  sha256: string,
  said: LfsSaid | undefined,
): StorageError | undefined {
  if (!isSaid(said?.error)) return undefined;
  const { code, message } = said.error;
  if (code === 404 || code === 410) return missingObject(sha256);
  return new StorageError(
    failureOf(Number(code)),
    `${shown(url)} says of the object ${sha256}: ${code} ${String(
      message ?? '',
    ).slice(0, 200)}`,
  );
}

function failureOf(code: number): StorageError['failure'] {
  if (code === 413) return 'too-large';
  return [401, 403, 422].includes(code) ? 'refused' : 'unreachable';
}

function expiryOf({ expires_in: seconds, expires_at: at }: LfsSaid): number {
  if (typeof seconds === 'number' && seconds > 0)
    return Date.now() + seconds * 1000;
  const time = typeof at === 'string' ? Date.parse(at) : NaN;
  return Number.isNaN(time) ? Date.now() + DEFAULT_SECONDS * 1000 : time;
}
