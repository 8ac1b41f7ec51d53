import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigReader } from '@backstage/config';
import { type InferenceConfig, readInferenceConfig } from './InferenceConfig';
import { InferenceServers } from './InferenceServers';

const { signal } = new AbortController();
const METADATA = JSON.stringify({ name: 'summer', platform: 'onnx' });

describe('InferenceServers', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  const serverOf = async (listener: RequestListener) => {
    server = createServer(listener).listen(0, '127.0.0.1');
    await new Promise(done => server!.once('listening', done));
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const metadataOf = (
    host: string,
    config: Partial<InferenceConfig> & { protocols?: ['https:'] } = {},
  ) =>
    new InferenceServers(
      {
        servers: [
          {
            host,
            headers: { authorization: 'Bearer secret' },
            protocols: config.protocols ?? ['http:'],
          },
        ],
        answerSeconds: 5,
        maximumBytes: 1e6,
        ...config,
      },
      '/none',
      [1, 1],
    )
      .open(
        { protocol: 'oip-v2', url: `http://${host}`, model: 'summer' },
        signal,
      )
      .metadata();

  it('sends the headers of the configuration to a server that is listed', async () => {
    const host = await serverOf((request, response) => {
      const isIn = request.headers.authorization === 'Bearer secret';
      response.writeHead(isIn ? 200 : 401).end(METADATA);
    });
    expect((await metadataOf(host)).name).toBe('summer');
  });

  it.each([
    ['that is not listed', { servers: [] }],
    [
      'over http, unless it is allowed',
      { protocols: ['https:'] as ['https:'] },
    ],
  ])('asks no server %s', async (_what, config) => {
    await expect(
      (async () => metadataOf('127.0.0.1:1', config))(),
    ).rejects.toThrow(/may not be asked.*greenroom\.inference\.servers/);
  });

  it('does not follow a redirection', async () => {
    const host = await serverOf((_request, response) => {
      response.writeHead(307, { location: 'http://169.254.169.254/' }).end();
    });
    await expect(metadataOf(host)).rejects.toThrow(
      /redirects to http:\/\/169\.254\.169\.254\/, which is not followed/,
    );
  });

  it('asks again where a server is busy, and says so where it stays busy', async () => {
    let asked = 0;
    const host = await serverOf((_request, response) => {
      asked += 1;
      response.writeHead(asked === 2 ? 200 : 503).end(METADATA);
    });
    expect((await metadataOf(host)).name).toBe('summer');
    await expect(metadataOf(host)).rejects.toMatchObject({
      failure: 'unreachable',
      message: expect.stringContaining('answered 503, 3 times'),
    });
  });

  it('does not ask again what a server refuses', async () => {
    let asked = 0;
    const host = await serverOf((_request, response) => {
      asked += 1;
      response.writeHead(400).end(JSON.stringify({ error: 'no such input' }));
    });
    await expect(metadataOf(host)).rejects.toThrow(/no such input/);
    expect(asked).toBe(1);
  });

  it('takes no more bytes than a run may cost', async () => {
    const host = await serverOf((_request, response) => {
      response.end('x'.repeat(100_000));
    });
    await expect(metadataOf(host, { maximumBytes: 1_000 })).rejects.toThrow(
      /More than 1000 bytes.*greenroom\.inference\.maxBytes/,
    );
  });

  it.each([
    ['nothing comes', () => {}],
    [
      'an answer does not end',
      (response: { write(text: string): void }) => response.write('{'),
    ],
  ])('gives a request up where %s', async (_what, answer) => {
    const host = await serverOf((_request, response) => answer(response));
    await expect(
      metadataOf(host, { answerSeconds: 0.1 }),
    ).rejects.toMatchObject({ failure: 'unreachable' });
  });
});

describe('readInferenceConfig', () => {
  const read = (inference: object) =>
    readInferenceConfig(
      new ConfigReader({ greenroom: { inference } as never }),
    );

  it('asks nobody unless told', () => {
    expect(readInferenceConfig(new ConfigReader({}))).toEqual({
      servers: [],
      answerSeconds: 60,
      maximumBytes: 1e9,
    });
  });

  it('takes http only where it is allowed', () => {
    const { servers } = read({
      servers: [
        { host: 'models.example.com' },
        { host: 'triton:8000', allowHttp: true },
      ],
    });
    expect(servers.map(({ protocols }) => protocols)).toEqual([
      ['https:'],
      ['https:', 'http:'],
    ]);
  });

  it.each(['https://models.example.com', 'a/b', '*'])(
    'says how to write a host instead of %s',
    host => {
      expect(() => read({ servers: [{ host }] })).toThrow(/is no host\. Write/);
    },
  );
});
