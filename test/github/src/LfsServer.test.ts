import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { LfsServer } from './LfsServer';

const CONTENT = Buffer.from('ten million rows, or so');
const OID = createHash('sha256').update(CONTENT).digest('hex');
const SIGNED_IN = `Basic ${Buffer.from('x-access-token:the-token').toString(
  'base64',
)}`;
const LFS = 'application/vnd.git-lfs+json';

describe('LfsServer', () => {
  let folder: string;
  let server: Server;
  let url: string;
  let lfs: LfsServer;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'greenroom-lfs-'));
    const place = path.join(folder, OID.slice(0, 2), OID.slice(2, 4));
    await mkdir(place, { recursive: true });
    await writeFile(path.join(place, OID), CONTENT);
    server = createServer(async (req, res) => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(chunk as Buffer);
      const answer = await lfs.answer({
        method: req.method!,
        path: req.url!,
        headers: req.headers,
        body: Buffer.concat(chunks),
      });
      res.writeHead(answer.status, answer.headers);
      Readable.from(answer.body).pipe(res);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    lfs = new LfsServer({
      url,
      objects: folder,
      token: 'the-token',
      isPerson: async token => token === 'of-mira',
    });
  });

  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await rm(folder, { recursive: true, force: true });
  });

  const batch = (
    objects: { oid: string; size: number }[],
    headers: Record<string, string> = {},
    operation = 'download',
  ) =>
    fetch(`${url}/northlight/readings.git/info/lfs/objects/batch`, {
      method: 'POST',
      headers: {
        accept: LFS,
        'content-type': LFS,
        authorization: SIGNED_IN,
        ...headers,
      },
      body: JSON.stringify({
        operation,
        transfers: ['basic'],
        objects,
      }),
    });
  const granted = async () => {
    const answer = await batch([{ oid: OID, size: CONTENT.length }]);
    const { objects } = (await answer.json()) as {
      objects: {
        actions: {
          download: { href: string; header: Record<string, string> };
        };
      }[];
    };
    return objects[0].actions.download;
  };

  it('hands out an object to who brings the header that the batch granted', async () => {
    const { href, header } = await granted();
    const answer = await fetch(href, { headers: header });
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(CONTENT);
  });

  it('goes on from where a download broke off', async () => {
    const { href, header } = await granted();
    const answer = await fetch(href, {
      headers: { ...header, range: 'bytes=4-' },
    });
    expect([answer.status, await answer.text()]).toEqual([
      206,
      CONTENT.subarray(4).toString(),
    ]);
  });

  it("refuses a download with the host's own token", async () => {
    const { href } = await granted();
    const answer = await fetch(href, { headers: { authorization: SIGNED_IN } });
    expect(answer.status).toBe(403);
  });

  it('answers a person by their own token', async () => {
    const answer = await batch([{ oid: OID, size: CONTENT.length }], {
      authorization: `Basic ${Buffer.from('x-access-token:of-mira').toString(
        'base64',
      )}`,
    });
    expect(answer.status).toBe(200);
  });

  it('asks for credentials before it says what is there', async () => {
    const answer = await batch([{ oid: OID, size: 1 }], {
      authorization: 'Basic bm9ib2R5Og==',
    });
    expect([answer.status, answer.headers.get('lfs-authenticate')]).toEqual([
      401,
      'Basic realm="Git LFS"',
    ]);
  });

  it.each([
    ['accept', 406],
    ['content-type', 415],
  ])(
    'refuses a batch whose %s is not that of Git LFS',
    async (name, status) => {
      const answer = await batch([], { [name]: 'application/json' });
      expect(answer.status).toBe(status);
    },
  );

  it('takes an object that it does not have, and vouches for it', async () => {
    const content = Buffer.from('relabelled');
    const oid = createHash('sha256').update(content).digest('hex');
    const asked = [{ oid, size: content.length }];
    const answer = await batch(asked, {}, 'upload');
    const { objects } = await answer.json();
    const { upload, verify } = objects[0].actions;
    const sent = (body: Buffer) =>
      fetch(upload.href, {
        method: 'PUT',
        headers: upload.header,
        body: new Uint8Array(body),
      });
    expect((await sent(CONTENT)).status).toBe(422);
    expect((await sent(content)).status).toBe(200);
    const verified = await fetch(verify.href, {
      method: 'POST',
      headers: verify.header,
      body: JSON.stringify(asked[0]),
    });
    expect(verified.status).toBe(200);
    const again = await batch(asked, {}, 'upload');
    expect(await again.json()).toMatchObject({ objects: asked });
  });

  it('says of each object whether it is there', async () => {
    const missing = 'f'.repeat(64);
    const answer = await batch([{ oid: missing, size: 3 }]);
    expect(await answer.json()).toMatchObject({
      objects: [{ oid: missing, error: { code: 404 } }],
    });
  });
});
