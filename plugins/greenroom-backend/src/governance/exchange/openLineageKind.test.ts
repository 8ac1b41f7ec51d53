import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { JobContext } from '../../jobs/JobKind';
import type { CardDesk } from '../cards/CardDesk';
import type { OpenLineageTarget } from './ExchangeConfig';
import { openLineageKind, type OpenLineagePayload } from './openLineageKind';

const cards = {
  factsOf: async () => ({
    asset: { name: 'reader' },
    runs: [
      {
        evaluation: 'test',
        dataset: 'digits',
        split: 'test',
        runId: 'r',
        modelVersion: '2.0.0',
        pins: { model: 'git:aa', data: 'gr2:bb', spec: 'c', engine: 'e' },
        rows: 10,
        metrics: ['accuracy'],
        figures: { accuracy: { value: 0.9 }, brier: { value: 0.1 } },
      },
    ],
  }),
} as unknown as CardDesk;

const tell = (target: OpenLineageTarget) =>
  openLineageKind(cards, target).run({
    payload: { runId: 'r', assetId: 'm', at: '2026-11-26T10:00:00.000Z' },
    signal: new AbortController().signal,
  } as unknown as JobContext<OpenLineagePayload>);

describe('a run that ended', () => {
  let server: Server;
  let url: string;
  const heard: { token?: string; body: string }[] = [];
  let answer = 201;
  beforeAll(async () => {
    server = createServer(async (request: IncomingMessage, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      heard.push({ token: request.headers.authorization, body });
      response.writeHead(answer).end();
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/lineage`;
  });
  afterAll(() => server.close());

  it('is told with the token, with what its evaluation names, and by the same id each time', async () => {
    await tell({ to: 'url', url, token: 't' });
    await tell({ to: 'url', url, token: 't' });
    const [first, second] = heard.map(({ body }) => JSON.parse(body));
    expect(heard[0].token).toBe('Bearer t');
    expect(first.run.runId).toBe(second.run.runId);
    expect(first.run.facets.greenroom_evaluation.figures).toEqual({
      accuracy: { value: 0.9 },
    });
  });

  it('is told again later where it was not taken', async () => {
    answer = 503;
    const error = await tell({ to: 'url', url }).catch(cause => cause);
    expect(error.message).toMatch(/answered 503/);
    const kind = openLineageKind(cards, { to: 'url', url });
    expect(kind.again?.(error, { createdAtMillis: 0 })).toBeInstanceOf(Date);
  });

  it('is a line of a file, where that is configured', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'greenroom-events-'));
    const file = path.join(folder, 'events.jsonl');
    await tell({ to: 'file', path: file });
    await tell({ to: 'file', path: file });
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(2);
    await rm(folder, { recursive: true });
  });
});
