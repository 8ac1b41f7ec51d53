import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request as ask,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { startS3 } from './startS3';

/** What goes wrong with one request. */
export type S3Fault =
  /** It ends before its body was read. */
  | { readonly type: 'cut' }
  /** It is done, and nobody hears of it. */
  | { readonly type: 'unheard' }
  /** Half of the body of the answer comes. */
  | { readonly type: 'half' }
  /** A bit of the body of the answer is another one. */
  | { readonly type: 'flipped' }
  | {
      readonly type: 'answer';
      readonly status: number;
      readonly code: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

export type S3Request = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
};

type FaultOf = (
  request: S3Request,
) => S3Fault | undefined | Promise<S3Fault | undefined>;

type Part = { readonly bytes: Buffer; readonly sha256?: string };
type Uploading = {
  readonly path: string;
  readonly begun: Date;
  readonly parts: Map<number, Part>;
};

/** Of any part but the last (Amazon S3 User Guide, "multipart upload limits"). */
const SMALLEST_PART_BYTES = 5 * 1024 * 1024;

/**
 * The emulated S3, and before it what it lacks: uploads in parts, checksums
 * that are held against what came, and faults on demand.
 */
export async function startStrictS3(...buckets: readonly string[]) {
  const emulator = await startS3(...buckets);
  const uploads = new Map<string, Uploading>();
  const seen: S3Request[] = [];
  let faultOf: FaultOf = () => undefined;

  const begin = (path: string): Answer => {
    const id = randomUUID();
    uploads.set(id, { path, begun: new Date(), parts: new Map() });
    return xml(
      200,
      `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
    );
  };

  const listUploads = (path: string): Answer => {
    const items = [...uploads].map(
      ([id, upload]) =>
        `<Upload><Key>${upload.path.slice(
          path.replace(/\/$/, '').length + 1,
        )}</Key><UploadId>${id}</UploadId><Initiated>${upload.begun.toISOString()}</Initiated></Upload>`,
    );
    return xml(
      200,
      `<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>${items.join(
        '',
      )}</ListMultipartUploadsResult>`,
    );
  };

  const complete = async (
    id: string,
    upload: Uploading,
    said: string,
    headers: IncomingMessage['headers'],
  ): Promise<Answer> => {
    const named = [...said.matchAll(/<Part>(.*?)<\/Part>/gs)].map(
      ([, part]) => ({
        number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
        etag: /<ETag>(?:&quot;|")?([0-9a-f]+)/.exec(part)?.[1],
        sha256: /<ChecksumSHA256>([^<]+)</.exec(part)?.[1],
      }),
    );
    const parts = named.map(({ number }) => upload.parts.get(number));
    const isWrong = named.some(
      ({ etag, sha256 }, i) =>
        !parts[i] ||
        etagOf(parts[i].bytes) !== etag ||
        parts[i].sha256 !== sha256,
    );
    if (isWrong || named.length === 0) return xml(400, errorXml('InvalidPart'));
    const isSmall = parts
      .slice(0, -1)
      .some(part => part!.bytes.length < SMALLEST_PART_BYTES);
    if (isSmall) return xml(400, errorXml('EntityTooSmall'));
    const { status } = await forward(emulator.url, {
      method: 'PUT',
      target: upload.path,
      headers: { authorization: headers.authorization },
      body: Buffer.concat(parts.map(part => part!.bytes)),
    });
    if (status !== 200) return xml(status, errorXml('InternalError'));
    uploads.delete(id);
    return xml(
      200,
      `<CompleteMultipartUploadResult><ETag>"${id}-${named.length}"</ETag></CompleteMultipartUploadResult>`,
    );
  };

  const respond = async (
    { method, path, query, headers }: S3Request,
    body: Buffer,
    target: string,
  ): Promise<Answer> => {
    const sha256 = headers['x-amz-checksum-sha256'];
    if (sha256 !== undefined && sha256 !== sha256Of(body))
      return xml(400, errorXml('BadDigest'));
    const uploadId = query.get('uploadId');
    if (uploadId === null) {
      if (method === 'POST' && query.has('uploads')) return begin(path);
      if (method === 'GET' && query.has('uploads')) return listUploads(path);
      return forward(emulator.url, { method, target, headers, body });
    }
    const upload = uploads.get(uploadId);
    if (upload?.path !== path) return xml(404, errorXml('NoSuchUpload'));
    if (method === 'DELETE') {
      uploads.delete(uploadId);
      return { status: 204, headers: {}, body: Buffer.alloc(0) };
    }
    if (method === 'PUT') {
      upload.parts.set(Number(query.get('partNumber')), {
        bytes: body,
        sha256,
      });
      return {
        status: 200,
        headers: {
          etag: `"${etagOf(body)}"`,
          ...(sha256 === undefined ? {} : { 'x-amz-checksum-sha256': sha256 }),
        },
        body: Buffer.alloc(0),
      };
    }
    return complete(uploadId, upload, body.toString('utf8'), headers);
  };

  const answer = async (
    incoming: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    const url = new URL(incoming.url!, emulator.url);
    const asked = {
      method: incoming.method!,
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
    };
    seen.push(asked);
    const fault = await faultOf(asked);
    if (fault?.type === 'cut') {
      incoming.destroy();
      return;
    }
    const body = Buffer.concat(await incoming.toArray());
    if (fault?.type === 'answer') {
      say(response, fault.status, errorXml(fault.code), fault.headers);
      return;
    }
    const made = await respond(asked, body, incoming.url!);
    if (fault?.type === 'unheard') {
      response.destroy();
      return;
    }
    const sent = asked.method === 'HEAD' ? Buffer.alloc(0) : made.body;
    response.writeHead(made.status, {
      ...made.headers,
      // Of HEAD it is that of the object.
      'content-length': String(
        made.headers['content-length'] ?? made.body.length,
      ),
    });
    if (fault?.type === 'half') {
      response.write(sent.subarray(0, sent.length / 2), () =>
        response.destroy(),
      );
      return;
    }
    if (fault?.type === 'flipped') sent[sent.length >> 1] ^= 1;
    response.end(sent);
  };

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Requests since the last `forget`. */
    seen: seen as readonly S3Request[],
    forget() {
      seen.length = 0;
    },
    /** Uploads in parts that were begun and not ended. */
    openUploads: () => uploads.size,
    /** From now on; a request waits for what becomes of it. */
    break(how: FaultOf) {
      faultOf = how;
    },
    mend() {
      faultOf = () => undefined;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await emulator.close();
    },
  };
}

type Answer = {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
};

async function forward(
  base: string,
  {
    method,
    target,
    headers,
    body,
  }: {
    method: string;
    target: string;
    headers: IncomingMessage['headers'];
    body: Buffer;
  },
): Promise<Answer> {
  const sent = ask(new URL(target, base), {
    method,
    headers: { ...headers, host: new URL(base).host },
  });
  sent.end(body);
  const [came] = (await once(sent, 'response')) as [IncomingMessage];
  const { 'transfer-encoding': _, ...kept } = came.headers;
  return {
    status: came.statusCode!,
    headers: kept,
    body: Buffer.concat(await came.toArray()),
  };
}

function say(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/xml', ...headers });
  response.end(body);
}

function xml(status: number, body: string): Answer {
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: Buffer.from(body),
  };
}

function errorXml(code: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code} of a test</Message></Error>`;
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64');
}

function etagOf(bytes: Buffer): string {
  return createHash('md5').update(bytes).digest('hex');
}
