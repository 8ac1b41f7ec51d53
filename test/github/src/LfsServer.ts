import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import path from 'node:path';
import type { Readable } from 'node:stream';

const MEDIA_TYPE = 'application/vnd.git-lfs+json';
const BATCH = /^\/[^/]+\/[^/]+\.git\/info\/lfs\/objects\/batch$/;
const OBJECT = /^\/lfs\/objects\/([0-9a-f]{64})$/;
const VERIFY = '/lfs/verify';
/** GitHub's own is an hour; a download that was asked for long ago is refused. */
const GRANT_SECONDS = 600;
/** What GitHub takes in one batch. */
const BATCH_LIMIT = 100;

export type LfsRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};
export type LfsAnswer = {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string | Readable;
};

/**
 * Git LFS in front of a folder in git-lfs's own layout: the batch API
 * (git-lfs `docs/api/batch.md`) and the download or upload it grants, which the
 * client verifies. Strict: the batch wants the host's token by Basic and the
 * right media types; all else wants the header that the batch granted for that
 * object, and no other.
 */
export class LfsServer {
  /** By what is granted: the object and until when. */
  readonly #grants = new Map<string, { oid: string; untilMillis: number }>();

  constructor(
    private readonly options: {
      readonly url: string;
      readonly objects: string;
      /** Of the integration. */
      readonly token: string;
      /** Whether a token is that of somebody who signed in. */
      isPerson?(token: string): Promise<boolean>;
    },
  ) {}

  serves({ path: asked }: LfsRequest): boolean {
    return BATCH.test(asked) || OBJECT.test(asked) || asked === VERIFY;
  }

  async answer(request: LfsRequest): Promise<LfsAnswer> {
    if (request.path === VERIFY) return this.#verify(request);
    const object = OBJECT.exec(request.path);
    if (object && request.method === 'PUT')
      return this.#upload(request, object[1]);
    if (object) return this.#download(request, object[1]);
    return this.#batch(request);
  }

  async #batch(request: LfsRequest): Promise<LfsAnswer> {
    if (request.method !== 'POST') return failed(405, 'POST a batch.');
    if (!(await this.#isSignedIn(request.headers.authorization))) {
      return {
        ...failed(401, 'Credentials are needed.'),
        headers: {
          'content-type': MEDIA_TYPE,
          'lfs-authenticate': 'Basic realm="Git LFS"',
        },
      };
    }
    if (!mediaTypeOf(request.headers.accept).includes(MEDIA_TYPE))
      return failed(406, `Accept ${MEDIA_TYPE}.`);
    if (!mediaTypeOf(request.headers['content-type']).includes(MEDIA_TYPE))
      return failed(415, `Send ${MEDIA_TYPE}.`);
    const batch = parseBatch(request.body);
    if (!batch) return failed(422, 'This is not a batch of objects.');
    if (batch.objects.length > BATCH_LIMIT)
      return failed(413, `Ask for ${BATCH_LIMIT} objects at a time.`);
    if (batch.operation !== 'download' && batch.operation !== 'upload')
      return failed(422, 'Objects are downloaded or uploaded.');
    if (batch.transfers && !batch.transfers.includes('basic'))
      return failed(422, 'Only the transfer basic is spoken here.');
    if (batch.hash_algo !== undefined && batch.hash_algo !== 'sha256')
      return failed(409, 'Objects are named by sha256.');
    const objects = await Promise.all(
      batch.objects.map(object =>
        batch.operation === 'upload'
          ? this.#grantUpload(object)
          : this.#grant(object),
      ),
    );
    return answered(200, { transfer: 'basic', objects, hash_algo: 'sha256' });
  }

  async #grant({ oid, size }: { oid: string; size: number }) {
    const found = await stat(this.#pathOf(oid)).catch(() => undefined);
    if (!found)
      return {
        oid,
        size,
        error: { code: 404, message: 'Object is not here.' },
      };
    if (found.size !== size)
      return {
        oid,
        size,
        error: { code: 422, message: 'Its size is another.' },
      };
    return {
      oid,
      size,
      authenticated: true,
      actions: { download: this.#action(oid, `/lfs/objects/${oid}`) },
    };
  }

  /** No action for what is there already. */
  async #grantUpload({ oid, size }: { oid: string; size: number }) {
    const found = await stat(this.#pathOf(oid)).catch(() => undefined);
    if (found) return { oid, size };
    return {
      oid,
      size,
      authenticated: true,
      actions: {
        upload: this.#action(oid, `/lfs/objects/${oid}`),
        verify: this.#action(oid, VERIFY),
      },
    };
  }

  #action(oid: string, place: string) {
    const grant = `RemoteAuth ${randomBytes(16).toString('hex')}`;
    this.#grants.set(grant, {
      oid,
      untilMillis: Date.now() + GRANT_SECONDS * 1000,
    });
    return {
      href: `${this.options.url}${place}`,
      header: { Authorization: grant },
      expires_in: GRANT_SECONDS,
    };
  }

  #isGranted({ headers }: LfsRequest, oid: string): boolean {
    const grant = this.#grants.get(headers.authorization ?? '');
    return grant?.oid === oid && grant.untilMillis >= Date.now();
  }

  async #upload(request: LfsRequest, oid: string): Promise<LfsAnswer> {
    if (!this.#isGranted(request, oid))
      return failed(403, 'Ask for the object in a batch first.');
    if (createHash('sha256').update(request.body).digest('hex') !== oid)
      return failed(422, 'These bytes have another sha256.');
    const file = this.#pathOf(oid);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, request.body);
    return answered(200, {});
  }

  async #verify(request: LfsRequest): Promise<LfsAnswer> {
    const batch = parseBatch(
      Buffer.from(`{"objects": [${request.body.toString('utf8')}]}`),
    );
    const [object] = batch?.objects ?? [];
    if (!object) return failed(422, 'This is no object.');
    if (!this.#isGranted(request, object.oid))
      return failed(403, 'Ask for the object in a batch first.');
    const found = await stat(this.#pathOf(object.oid)).catch(() => undefined);
    return found?.size === object.size
      ? answered(200, {})
      : failed(404, 'Object is not here.');
  }

  async #download(request: LfsRequest, oid: string): Promise<LfsAnswer> {
    if (request.method !== 'GET') return failed(405, 'GET an object.');
    if (!this.#isGranted(request, oid))
      return failed(403, 'Ask for the object in a batch first.');
    const { size } = await stat(this.#pathOf(oid));
    const from = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
    const start = from === undefined ? 0 : Number(from);
    if (start >= size && size > 0) return failed(416, 'It ends before that.');
    return {
      status: from === undefined ? 200 : 206,
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(size - start),
        'accept-ranges': 'bytes',
        ...(from === undefined
          ? {}
          : { 'content-range': `bytes ${start}-${size - 1}/${size}` }),
      },
      body: createReadStream(this.#pathOf(oid), { start }),
    };
  }

  async #isSignedIn(authorization: string | undefined): Promise<boolean> {
    const [scheme, encoded] = (authorization ?? '').split(' ');
    if (scheme.toLowerCase() !== 'basic' || !encoded) return false;
    const words = Buffer.from(encoded, 'base64').toString('utf8');
    const token = words.slice(words.indexOf(':') + 1);
    const { token: own, isPerson } = this.options;
    return token === own || ((await isPerson?.(token)) ?? false);
  }

  #pathOf(oid: string): string {
    return path.join(
      this.options.objects,
      oid.slice(0, 2),
      oid.slice(2, 4),
      oid,
    );
  }
}

type Batch = {
  operation: string;
  transfers?: string[];
  hash_algo?: string;
  objects: { oid: string; size: number }[];
};

function parseBatch(body: Buffer): Batch | undefined {
  try {
    const batch = JSON.parse(body.toString('utf8')) as Batch;
    const isWhole =
      Array.isArray(batch.objects) &&
      batch.objects.every(
        ({ oid, size }) =>
          /^[0-9a-f]{64}$/.test(oid) && Number.isSafeInteger(size) && size >= 0,
      );
    return isWhole ? batch : undefined;
  } catch {
    return undefined;
  }
}

function mediaTypeOf(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map(part => part.split(';')[0].trim().toLowerCase());
}

function answered(status: number, value: object): LfsAnswer {
  return {
    status,
    headers: { 'content-type': MEDIA_TYPE },
    body: JSON.stringify(value),
  };
}

function failed(status: number, message: string): LfsAnswer {
  return answered(status, { message });
}
