import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const MEDIA_TYPE = 'application/vnd.git-lfs+json';

/**
 * A small Git LFS server that takes nothing but what its specification says
 * (git-lfs, docs/api/batch.md and docs/api/basic-transfers.md): the media
 * types, sha256, at most 100 objects with their true sizes, downloads and
 * uploads with the header that the batch gave, and a word of verification after
 * each upload.
 */
export async function startLfsServer(options: { token?: string } = {}) {
  const objects = new Map<string, Buffer>();
  const seen = {
    batches: [] as number[],
    downloads: 0,
    uploads: [] as string[],
    verified: [] as string[],
  };
  /** Replaces an answer about one object, or its bytes on the way. */
  const odd = {
    answers: new Map<string, object>(),
    bytes: new Map<string, Buffer>(),
    /** Statuses with which uploads, words of verification and batches are refused, first come first. */
    uploads: [] as number[],
    verifications: [] as number[],
    batches: [] as number[],
  };
  const server = createServer(async (request, response) => {
    const origin = `http://${request.headers.host}`;
    const json = (status: number, body: object) =>
      response
        .writeHead(status, { 'content-type': MEDIA_TYPE })
        .end(JSON.stringify(body));
    const [, oid] = /^\/objects\/([0-9a-f]{64})$/.exec(request.url ?? '') ?? [];
    if (oid !== undefined && request.method === 'PUT') {
      const bytes = await bytesOf(request);
      seen.uploads.push(oid);
      const refused = odd.uploads.shift();
      const isLetIn = request.headers['x-action'] === `upload of ${oid}`;
      const isWhole =
        createHash('sha256').update(bytes).digest('hex') === oid &&
        request.headers['content-length'] === String(bytes.length);
      if (refused) response.writeHead(refused).end();
      else if (!isLetIn) response.writeHead(403).end();
      else if (!isWhole) response.writeHead(422).end();
      else {
        objects.set(oid, bytes);
        response.writeHead(200).end();
      }
      return;
    }
    if (request.url === '/verify') {
      const asked = JSON.parse(await textOf(request));
      const refused = odd.verifications.shift();
      const isRight =
        objects.get(asked.oid)?.length === asked.size &&
        request.headers['content-type'] === MEDIA_TYPE &&
        request.headers['x-action'] === `verify of ${asked.oid}`;
      seen.verified.push(asked.oid);
      response.writeHead(refused ?? (isRight ? 200 : 404)).end();
      return;
    }
    if (oid !== undefined) {
      const bytes = odd.bytes.get(oid) ?? objects.get(oid);
      const isLetIn = request.headers['x-action'] === `of ${oid}`;
      seen.downloads += 1;
      if (!isLetIn) response.writeHead(403).end();
      else if (!bytes) response.writeHead(404).end();
      else
        response
          .writeHead(200, { 'content-length': objects.get(oid)!.length })
          .end(bytes);
      return;
    }
    if (request.url !== '/acme/data.git/info/lfs/objects/batch') {
      json(404, { message: 'Not found' });
      return;
    }
    const { token } = options;
    if (token && request.headers.authorization !== `Basic ${token}`) {
      json(401, { message: 'Credentials needed' });
      return;
    }
    const body = JSON.parse(await textOf(request));
    const problem = problemOf(request, body);
    if (problem) {
      json(422, { message: problem });
      return;
    }
    seen.batches.push(body.objects.length);
    const refusedBatch = odd.batches.shift();
    if (refusedBatch) {
      json(refusedBatch, { message: 'Refused' });
      return;
    }
    json(200, {
      transfer: 'basic',
      hash_algo: 'sha256',
      objects: body.objects.map((asked: { oid: string; size: number }) => {
        const bytes = objects.get(asked.oid);
        const answer = odd.answers.get(asked.oid);
        if (answer) {
          if (body.operation === 'upload') odd.answers.delete(asked.oid);
          return { ...asked, ...answer };
        }
        if (body.operation === 'upload')
          return bytes
            ? asked
            : {
                ...asked,
                authenticated: true,
                actions: {
                  upload: {
                    href: `${origin}/objects/${asked.oid}`,
                    header: { 'x-action': `upload of ${asked.oid}` },
                    expires_in: 600,
                  },
                  verify: {
                    href: `${origin}/verify`,
                    header: { 'x-action': `verify of ${asked.oid}` },
                    expires_in: 600,
                  },
                },
              };
        if (!bytes)
          return { ...asked, error: { code: 404, message: 'Not here' } };
        if (bytes.length !== asked.size)
          return { ...asked, error: { code: 422, message: 'Another size' } };
        return {
          ...asked,
          authenticated: true,
          actions: {
            download: {
              href: `${origin}/objects/${asked.oid}`,
              header: { 'x-action': `of ${asked.oid}` },
              expires_in: 600,
            },
          },
        };
      }),
    });
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}/acme/data.git/info/lfs`,
    seen,
    odd,
    /** Puts an object there, and gives what a pointer says of it. */
    put: (content: Buffer | string) => {
      const bytes = Buffer.from(content);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      objects.set(sha256, bytes);
      return { sha256, sizeBytes: bytes.length };
    },
    /** What it holds of an object. */
    get: (sha256: string) => objects.get(sha256),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Asked = {
  operation?: unknown;
  transfers?: unknown;
  hash_algo?: unknown;
  objects?: unknown;
};

function problemOf({ headers, method }: IncomingMessage, body: Asked) {
  if (method !== 'POST') return 'not a POST';
  if (headers.accept !== MEDIA_TYPE) return `accepts ${headers.accept}`;
  if (headers['content-type'] !== MEDIA_TYPE) return 'another content type';
  if (body.operation !== 'download' && body.operation !== 'upload')
    return 'another operation';
  if (!Array.isArray(body.objects) || body.objects.length > 100)
    return 'no list of at most 100 objects';
  const isRight = body.objects.every(
    object =>
      /^[0-9a-f]{64}$/.test(object.oid) && Number.isInteger(object.size),
  );
  return isRight ? undefined : 'an object without oid or size';
}

async function textOf(request: IncomingMessage): Promise<string> {
  return (await bytesOf(request)).toString('utf8');
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
