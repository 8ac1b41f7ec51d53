import type { ReadAddress } from '@greenroom/dataset';
import type { ServedEndpoint } from '@greenroom/manifest';
import {
  startInferenceServer,
  type TestServedModel,
} from '@greenroom/test-sources';
import { Readable } from 'node:stream';
import type { Fitted } from '../PreparedModel';
import { askByFetch, FITTED, SUMMER } from './__testUtils__/summer';
import { openServedModel } from './openServedModel';

type Server = Awaited<ReturnType<typeof startInferenceServer>>;
let server: Server | undefined;
afterEach(() => server?.close());

async function opened(
  changes: {
    readonly served?: Partial<TestServedModel>;
    readonly options?: Parameters<typeof startInferenceServer>[1];
    readonly endpoint?: Partial<ServedEndpoint>;
    readonly fitted?: Fitted;
    readonly headers?: Record<string, string>;
    readonly ask?: ReadAddress;
  } = {},
) {
  server = await startInferenceServer(
    { ...SUMMER, ...changes.served },
    changes.options,
  );
  return openServedModel(
    {
      protocol: 'oip-v2',
      url: server.url,
      model: 'summer',
      version: '3',
      ...changes.endpoint,
    },
    changes.fitted ?? FITTED,
    {
      ask: changes.ask ?? askByFetch,
      headers: changes.headers,
      signal: AbortSignal.timeout(30_000),
    },
  );
}

const ROWS = Array.from({ length: 5 }, (_, i) => ({ a: i - 2, b: 0 }));

describe('openServedModel', () => {
  it('gives the probabilities that the server gives, row by row', async () => {
    const model = await opened();
    const { p } = await model.classify(ROWS);
    expect(Array.from(p).filter((_, i) => i % 2 === 1)).toEqual(
      ROWS.map(({ a }) => expect.closeTo(1 / (1 + Math.exp(-a)), 12)),
    );
  });

  it('sends as many rows at a time as the manifest says', async () => {
    const model = await opened({ endpoint: { batchRows: 2 } });
    await model.classify(ROWS);
    expect(server?.answered).toEqual([2, 2, 1]);
  });

  it('sends fewer where the server finds a request too large', async () => {
    const model = await opened({ options: { mostRows: 2 } });
    const { p } = await model.classify(ROWS);
    expect(p).toHaveLength(10);
    expect(server?.answered).toEqual([2, 2, 1]);
  });

  it('feeds several inputs of the types that the server names', async () => {
    const model = await opened({
      served: {
        inputs: [
          { name: 'ids', datatype: 'INT64', shape: [-1, 1] },
          { name: 'known', datatype: 'BOOL', shape: [-1] },
          { name: 'text', datatype: 'BYTES', shape: [-1, 1] },
        ],
        infer: ({ ids, known, text }) => ({
          p: ids.flatMap((id, i) =>
            id === 7 && known[i] === true && text[i] === 'ja' ? [0, 1] : [1, 0],
          ),
        }),
      },
      fitted: {
        ...FITTED,
        preprocessing: {
          ...FITTED.preprocessing,
          steps: [
            { op: 'numbers', columns: ['a'], input: 'ids' },
            { op: 'numbers', columns: ['b'], input: 'known' },
            { op: 'text', columns: ['t'], input: 'text' },
          ],
        },
      },
    });
    const { p } = await model.classify([
      { a: 7, b: true, t: 'ja' },
      { a: 7, b: false, t: 'ja' },
    ]);
    expect(Array.from(p)).toEqual([0, 1, 1, 0]);
  });

  it('shows what the configuration gives it for the server', async () => {
    const options = { token: 'open sesame' };
    await expect(opened({ options })).rejects.toThrow(
      /answered 401: no valid token\. Give its credentials/,
    );
    await server?.close();
    const headers = { authorization: 'Bearer open sesame' };
    const model = await opened({ options, headers });
    await expect(model.classify(ROWS)).resolves.toBeDefined();
  });

  it.each([
    [
      'a model that the server has not',
      { endpoint: { version: '4' } },
      /answered 404: no model at .*versions\/4/,
    ],
    [
      'an output that the model has not',
      {
        fitted: {
          ...FITTED,
          preprocessing: { ...FITTED.preprocessing, output: 'scores' },
        },
      },
      /summer at 127\.0\.0\.1:\d+ has no output scores.*It has p/,
    ],
    [
      'a server that does not tell its inputs',
      { served: { inputs: undefined } },
      /does not tell the inputs and outputs/,
    ],
    [
      'an answer of another protocol',
      {
        ask: async () => ({
          status: 200,
          headers: {},
          body: Readable.from(['{"predictions": []}']),
        }),
      },
      /does not speak the Open Inference Protocol v2: name/,
    ],
  ])('refuses %s', async (_what, changes, reason) => {
    await expect(opened(changes as never)).rejects.toThrow(reason);
  });

  it.each([
    [
      'a fraction for whole numbers',
      'INT64',
      0.5,
      /takes int64; .* makes 0\.5/,
    ],
    [
      'what JSON cannot hold',
      'FP32',
      null,
      /input x gets NaN, which JSON cannot/,
    ],
  ])('sends no %s', async (_what, datatype, a, reason) => {
    const model = await opened({
      served: {
        inputs: [{ name: 'x', datatype: datatype as 'INT64', shape: [-1, 1] }],
      },
      fitted: {
        ...FITTED,
        preprocessing: {
          ...FITTED.preprocessing,
          steps: [{ op: 'numbers', columns: ['a'], missing: 'nan' }],
        },
      },
    });
    await expect(model.classify([{ a }])).rejects.toThrow(reason);
    expect(server?.answered).toEqual([]);
  });
});
