import { shown, uploadRefusal } from '../openAddress';
import type { Kept, LocalObject } from '../ObjectPlace';
import type { SendAddress } from '../ReadAddress';
import { StorageError } from '../StorageError';
import {
  actionOf,
  askBatch,
  errorOf,
  type LfsAction,
  type LfsApi,
} from './requestBatch';

/** What the batch API takes at a time; see its specification's example. */
const OBJECTS_A_BATCH = 100;
/** An action that ends so soon is asked for again. */
const MARGIN_MILLIS = 10_000;
const MEDIA_TYPE = 'application/vnd.git-lfs+json';

/**
 * Puts objects into a Git LFS server (git-lfs, docs/api/batch.md and
 * docs/api/basic-transfers.md): those that it has already are not sent, each
 * that is sent is verified where the server wants that.
 *
 * @returns by sha256, what became of each
 * @throws StorageError where one is not taken; what was sent before stays, and is not sent again
 */
export async function uploadLfs(
  server: LfsApi & {
    /** For the addresses that the server names. */
    readonly send: SendAddress;
  },
  objects: readonly LocalObject[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Kept>> {
  const kept = new Map<string, Kept>();
  for (let i = 0; i < objects.length; i += OBJECTS_A_BATCH) {
    const batch = objects.slice(i, i + OBJECTS_A_BATCH);
    const said = await askBatch(server, 'upload', batch, signal);
    for (const object of batch) {
      const { sha256 } = object;
      const first = wantedOf(server, object, said.get(sha256));
      kept.set(sha256, await uploadOne(server, object, first, signal));
    }
  }
  return kept;
}

type Wanted = { readonly upload: LfsAction; readonly verify?: LfsAction };

/** Undefined where the server has the object. */
function wantedOf(
  { url }: LfsApi,
  { sha256 }: LocalObject,
  said: Parameters<typeof errorOf>[2],
): Wanted | undefined {
  const error = errorOf(url, sha256, said);
  if (error) throw error;
  const upload = actionOf(url, sha256, said, 'upload');
  const verification = actionOf(url, sha256, said, 'verify');
  for (const action of [upload, verification])
    if (action instanceof StorageError) throw action;
  if (!said)
    throw new StorageError(
      'unreachable',
      `${shown(
        url,
      )} says nothing of the object ${sha256}. Publish again, or look at the Git LFS server.`,
    );
  return upload
    ? {
        upload: upload as LfsAction,
        verify: verification as LfsAction | undefined,
      }
    : undefined;
}

async function uploadOne(
  server: Parameters<typeof uploadLfs>[0],
  object: LocalObject,
  first: Wanted | undefined,
  signal: AbortSignal,
): Promise<Kept> {
  const askAgain = async () => {
    const said = await askBatch(server, 'upload', [object], signal);
    return wantedOf(server, object, said.get(object.sha256));
  };
  let wanted = first && isOver(first.upload) ? await askAgain() : first;
  if (!wanted) return 'there';
  let status = await put(server, object, wanted.upload, signal);
  // Its permission may have ended while others were sent, whatever was said of it.
  if ((status === 401 || status === 403) && wanted === first) {
    wanted = await askAgain();
    if (!wanted) return 'there';
    status = await put(server, object, wanted.upload, signal);
  }
  if (!isTaken(status)) throw uploadRefusal(wanted.upload.href, { status });
  if (wanted.verify) await verify(server, object, wanted.verify, signal);
  return 'kept';
}

async function put(
  { send }: Parameters<typeof uploadLfs>[0],
  { file, sizeBytes }: LocalObject,
  { href, headers }: LfsAction,
  signal: AbortSignal,
): Promise<number> {
  const { status, body } = await send(href, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream', ...headers },
    body: { file, sizeBytes },
    signal,
  });
  body.destroy();
  return status;
}

async function verify(
  { send }: Parameters<typeof uploadLfs>[0],
  { sha256, sizeBytes }: LocalObject,
  { href, headers }: LfsAction,
  signal: AbortSignal,
): Promise<void> {
  const { status, body } = await send(href, {
    method: 'POST',
    headers: { accept: MEDIA_TYPE, 'content-type': MEDIA_TYPE, ...headers },
    body: JSON.stringify({ oid: sha256, size: sizeBytes }),
    signal,
  });
  body.destroy();
  if (isTaken(status)) return;
  throw new StorageError(
    'unreachable',
    `${shown(
      href,
    )} answered ${status} when it was asked whether the object ${sha256} came whole. Publish again; nothing was pushed.`,
  );
}

function isTaken(status: number): boolean {
  return status >= 200 && status < 300;
}

function isOver({ expiresAtMillis }: LfsAction): boolean {
  return expiresAtMillis < Date.now() + MARGIN_MILLIS;
}
