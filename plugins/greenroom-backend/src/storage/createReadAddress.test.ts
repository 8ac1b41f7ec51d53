import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigReader } from '@backstage/config';
import { type AddressRule, lfsAllowed, readingAllowed } from './AddressRule';
import { createReadAddress } from './createReadAddress';
import { isInside } from './publicLookup';

const { signal } = new AbortController();
const allow = (...hosts: (string | object)[]): AddressRule =>
  readingAllowed(
    new ConfigReader({
      backend: {
        reading: {
          allow: hosts.map(host =>
            typeof host === 'string' ? { host } : host,
          ) as { host: string }[],
        },
      },
    }),
  );

describe('readingAllowed', () => {
  const rule = allow(
    'data.example.org',
    '*.example.com',
    'minio.internal:9000-9010',
    { host: 'paths.example.org', paths: ['/open'] },
  );
  it.each([
    ['https://data.example.org/x', 'any'],
    ['http://data.example.org/x', 'any'],
    ['https://data.example.org:8443/x', 'none'],
    ['https://data.example.org.evil.example/x', 'none'],
    ['https://a.example.com/x', 'public'],
    ['https://example.com/x', 'none'],
    ['http://minio.internal:9003/x', 'any'],
    ['http://minio.internal:9011/x', 'none'],
    ['https://paths.example.org/open/x', 'any'],
    ['https://paths.example.org/opener', 'none'],
    ['file:///etc/passwd', 'none'],
    ['ftp://data.example.org/x', 'none'],
  ])('says of %s: %s', (url, expected) => {
    expect(rule(new URL(url))).toBe(expected);
  });
});

describe('lfsAllowed', () => {
  const rule = lfsAllowed(
    'http://git.internal:3000/info/lfs',
    allow('s3.internal'),
  );
  it.each([
    ['http://git.internal:3000/objects/a', 'any'],
    ['http://git.internal:4000/objects/a', 'none'],
    ['https://storage.example.org/a', 'public'],
    ['http://storage.example.org/a', 'none'],
    ['http://s3.internal/a', 'any'],
  ])('says of %s: %s', (url, expected) => {
    expect(rule(new URL(url))).toBe(expected);
  });
});

describe('isInside', () => {
  it.each([
    ['127.0.0.1', true],
    ['169.254.169.254', true],
    ['172.31.0.1', true],
    ['172.32.0.1', false],
    ['8.8.8.8', false],
    ['::1', true],
    ['::ffff:10.0.0.1', true],
    ['fd00::1', true],
    ['2606:4700::1', false],
  ])('says of %s: %s', (address, expected) => {
    expect(isInside(address)).toBe(expected);
  });
});

describe('createReadAddress', () => {
  const servers: ReturnType<typeof createServer>[] = [];
  const serve = async (listener: RequestListener) => {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });
  const reader = (rule: AddressRule, answerSeconds?: number) =>
    createReadAddress({ rule, remedy: 'Allow it.', answerSeconds });
  const textOf = async (
    answer: ReturnType<ReturnType<typeof reader>>,
  ): Promise<string> =>
    Buffer.concat(await (await answer).body.toArray()).toString('utf8');

  it('follows redirections to what may be read, without the headers of the first', async () => {
    const seen: (string | undefined)[] = [];
    const second = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.end('there');
    });
    const first = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(302, { location: `${second}/x` }).end();
    });
    const read = reader(() => 'any');
    expect(
      await textOf(read(first, { headers: { authorization: 'a' }, signal })),
    ).toBe('there');
    expect(seen).toEqual(['a', undefined]);
  });

  it('follows no redirection to what may not be read', async () => {
    let reached = false;
    const inside = await serve((_request, response) => {
      reached = true;
      response.end('secret');
    });
    const first = await serve((_request, response) => {
      response.writeHead(302, { location: inside }).end();
    });
    const read = reader(url => (url.origin === first ? 'any' : 'none'));
    await expect(read(first, { signal })).rejects.toMatchObject({
      failure: 'forbidden',
      message: expect.stringMatching(/Allow it\.$/),
    });
    expect(reached).toBe(false);
  });

  it('gives up a ring of redirections', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(302, { location: '/again' }).end();
    });
    await expect(reader(() => 'any')(url, { signal })).rejects.toThrow(
      /redirects more than 5 times/,
    );
  });

  it.each(['127.0.0.1', 'localhost', '[::1]'])(
    'reaches no machine of the network where only public ones may be read: %s',
    async host => {
      let reached = false;
      const url = await serve((_request, response) => {
        reached = true;
        response.end();
      });
      const { port } = new URL(url);
      await expect(
        reader(() => 'public')(`http://${host}:${port}/`, { signal }),
      ).rejects.toMatchObject({ failure: 'forbidden' });
      expect(reached).toBe(false);
    },
  );

  it('waits no longer than it should for an answer', async () => {
    const url = await serve(() => {});
    await expect(reader(() => 'any', 0.1)(url, { signal })).rejects.toThrow(
      /did not answer within 0.1 s/,
    );
  });

  it('says that nobody listens', async () => {
    const url = await serve(() => {});
    servers[0].close();
    await expect(reader(() => 'any')(url, { signal })).rejects.toMatchObject({
      failure: 'unreachable',
      mayPass: true,
    });
  });

  it('sends no credentials that stand in an address', async () => {
    await expect(
      reader(() => 'any')('https://user:secret@data.example.org/', { signal }),
    ).rejects.toThrow(/^(?!.*secret).*holds credentials/);
  });
});
