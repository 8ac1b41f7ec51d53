import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const MEDIA_TYPE = 'application/vnd.git-lfs+json';

/**
 * A small Git LFS server that takes nothing but what its specification says
 * (git-lfs, docs/api/batch.md and docs/api/basic-transfers.md): the media
 * types, sha256, at most 100 objects with their true sizes, and downloads with
 * the header that the batch gave.
 */
export async function startLfsServer(options: { token?: string } = {}) {
  const objects = new Map<string, Buffer>();
  const seen = { batches: [] as number[], downloads: 0 };
  /** Replaces an answer about one object, or its bytes on the way. */
  const odd = {
    answers: new Map<string, object>(),
    bytes: new Map<string, Buffer>(),
  };
  const server = createServer(async (request, response) => {
    const origin = `http://${request.headers.host}`;
    const json = (status: number, body: object) =>
      response
        .writeHead(status, { 'content-type': MEDIA_TYPE })
        .end(JSON.stringify(body));
    const [, oid] = /^\/objects\/([0-9a-f]{64})$/.exec(request.url ?? '') ?? [];
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
    json(200, {
      transfer: 'basic',
      hash_algo: 'sha256',
      objects: body.objects.map((asked: { oid: string; size: number }) => {
        const bytes = objects.get(asked.oid);
        const answer = odd.answers.get(asked.oid);
        if (answer) return { ...asked, ...answer };
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
  if (body.operation !== 'download') return 'another operation';
  if (!Array.isArray(body.objects) || body.objects.length > 100)
    return 'no list of at most 100 objects';
  const isRight = body.objects.every(
    object =>
      /^[0-9a-f]{64}$/.test(object.oid) && Number.isInteger(object.size),
  );
  return isRight ? undefined : 'an object without oid or size';
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
