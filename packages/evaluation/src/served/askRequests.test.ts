import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { truncate } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openTable, type ReadAddress } from '@greenroom/dataset';
import {
  startInferenceServer,
  type TestServedModel,
} from '@greenroom/test-sources';
import { askByFetch, FITTED, SUMMER } from './__testUtils__/summer';
import { AnswerLog } from './AnswerLog';
import { askRequests } from './askRequests';
import { InferenceServer } from './InferenceServer';
import { servedFacts } from './openServedModel';
import { writeRequests } from './writeRequests';

const ROWS = 1_000;

function above0(sum: number): number {
  return 1 / (1 + Math.exp(-sum));
}

describe('askRequests', () => {
  let directory: string;
  let stop: (() => Promise<void>) | undefined;
  const at = (name: string) => path.join(directory, name);

  beforeEach(() => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-served-'));
    writeFileSync(
      at('rows.csv'),
      `id,a,b,label,split\n${Array.from(
        { length: ROWS },
        (_, i) => `r${i},${i - ROWS / 2},0.5,below,test`,
      ).join('\n')}\n`,
    );
  });
  afterEach(async () => {
    await stop?.();
    rmSync(directory, { recursive: true, force: true });
  });
  const startedServer = async (
    changes: Partial<TestServedModel> = {},
    options: Parameters<typeof startInferenceServer>[1] = {},
  ) => {
    const started = await startInferenceServer(
      { ...SUMMER, ...changes },
      options,
    );
    stop = started.close;
    return started;
  };
  const clientOf = (
    url: string,
    { version, by = askByFetch }: { version?: string; by?: ReadAddress } = {},
  ) =>
    new InferenceServer(
      { protocol: 'oip-v2', url, model: 'summer', version },
      { ask: by, signal: AbortSignal.timeout(30_000) },
    );
  const prepared = async (url: string, samples?: string) => {
    const server = clientOf(url, { version: '3' });
    return writeRequests({
      endpoint: { batchRows: 100 },
      facts: servedFacts(server.name, await server.metadata()),
      manifest: FITTED,
      files: {},
      samples,
      evaluation: { split: 'test' },
      table: { path: at('rows.csv') },
      dataset: { key: 'id', label: 'label', split: 'split' },
      out: at('requests'),
    });
  };
  const asked = (server: InferenceServer, samples?: string) =>
    askRequests({
      server,
      manifest: FITTED,
      requests: at('requests'),
      rows: ROWS,
      samples,
      log: new AnswerLog(at('answers')),
      out: at('said.parquet'),
    });
  const said = async () => {
    const table = await openTable({ path: at('said.parquet') });
    const rows = await table.query(
      'SELECT key, p[2] AS above FROM t ORDER BY CAST(substr(key, 2) AS INT)',
    );
    table.close();
    return rows.map(({ key, above }) => [String(key), Number(above)] as const);
  };

  it('keeps what the server says of each row under its key', async () => {
    const { url, answered } = await startedServer();
    expect(await prepared(url)).toBe(ROWS);
    await asked(clientOf(url, { version: '3' }));
    const rows = await said();
    expect(rows).toHaveLength(ROWS);
    expect(rows[0]).toEqual(['r0', above0(-ROWS / 2 + 0.5)]);
    expect(rows[501]).toEqual(['r501', above0(1.5)]);
    expect(answered).toEqual(new Array(ROWS / 100).fill(100));
  });

  it('asks of fewer rows where a request is too large for the server', async () => {
    const { url } = await startedServer({}, { mostRows: 30 });
    await prepared(url);
    await asked(clientOf(url, { version: '3' }));
    expect((await said())[501]).toEqual(['r501', above0(1.5)]);
  });

  it('goes on where it broke off, and asks again what was cut in the middle', async () => {
    const { url, answered } = await startedServer();
    await prepared(url);
    let count = 0;
    const breaking: ReadAddress = async (address, request) => {
      count += 1;
      if (count > 6) throw new Error('cut');
      return askByFetch(address, request);
    };
    await expect(
      asked(clientOf(url, { version: '3', by: breaking })),
    ).rejects.toThrow('cut');
    await truncate(at('answers'), statSync(at('answers')).size - 10);
    await asked(clientOf(url, { version: '3' }));
    expect(answered).toHaveLength(ROWS / 100 + 1);
    expect(await said()).toHaveLength(ROWS);
  });

  it('holds the samples before it asks about rows', async () => {
    const samples = JSON.stringify([
      { row: { a: 1, b: 0 }, probabilities: [0.9, 0.1] },
    ]);
    const { url, answered } = await startedServer();
    await prepared(url, samples);
    await expect(
      asked(clientOf(url, { version: '3' }), samples),
    ).rejects.toThrow(/Sample 1 of samples comes out/);
    expect(answered).toEqual([1]);
  });

  it('refuses another version than the manifest declares', async () => {
    const { url } = await startedServer();
    const other = clientOf(url, { version: '4' });
    await expect(other.metadata()).rejects.toThrow();
    expect(() => other.heard('3')).toThrow(
      /answered as version 3; the manifest declares 4/,
    );
  });

  it('does not mix two versions of a model', async () => {
    const server = clientOf('https://models.example.com');
    server.heard('3');
    expect(() => server.heard('4')).toThrow(/became version 4, from 3/);
  });
});
