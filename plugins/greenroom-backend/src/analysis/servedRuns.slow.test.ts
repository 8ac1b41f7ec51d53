import type {
  Run,
  RunList,
} from '@greenroom/backstage-plugin-greenroom-common';
import { startInferenceServer } from '@greenroom/test-sources';
import { startRooms } from '../__testUtils__/startRooms';
import { testDatabases } from '../database/testDatabases';

/** Real git, databases, child processes and servers, on a machine that may be busy. */
jest.setTimeout(240_000);

const ROWS = 600;
const CLASSES = ['below', 'above'];

/** Of every tenth row the label is another one than the sum says. */
const labelOf = (i: number) =>
  CLASSES[Number(i - ROWS / 2 > 0 !== (i % 10 === 0))];
const table = `id,a,b,label,split\n${Array.from(
  { length: ROWS },
  (_, i) => `r${i},${i - ROWS / 2},0.5,${labelOf(i)},test`,
).join('\n')}\n`;

function model(name: string, url: string, version: string): string {
  return `---
apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: ${name} }
spec:
  version: ${version}.0.0
  task: tabular-classification
  classes: [below, above]
  endpoint: { protocol: oip-v2, url: '${url}', model: summer, version: '${version}' }
  preprocessing:
    input: x
    output: p
    samples: samples.json
    steps: [{ op: numbers, columns: [a, b] }]
  evaluations:
    - { name: held-out, dataset: sums, split: test, metrics: [accuracy] }
`;
}

const filesOf = (...models: readonly string[]) => ({
  'greenroom.yaml': `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: sums }
spec:
  table: { path: rows.csv }
  key: id
  label: label
  split: split
  classes: [below, above]
${models.join('')}`,
  'rows.csv': table,
  'samples.json': JSON.stringify([{ row: { a: 3, b: 1 }, label: 'above' }]),
});

const [{ knex: connect }] = testDatabases();

describe('runs of a model on a server', () => {
  let rooms: ReturnType<typeof startRooms>;
  let server: Awaited<ReturnType<typeof startInferenceServer>>;

  beforeAll(async () => {
    server = await startInferenceServer(
      {
        name: 'summer',
        version: '3',
        inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 2] }],
        outputs: [{ name: 'p', datatype: 'FP32', shape: [-1, 2] }],
        infer: ({ x }, rows) => ({
          p: Array.from({ length: rows }, (_, i) =>
            Number(x[2 * i]) + Number(x[2 * i + 1]) > 0.5 ? [0, 1] : [1, 0],
          ).flat(),
        }),
      },
      { token: 'of-the-configuration' },
    );
    rooms = startRooms(await connect(), {
      inferenceAt: [new URL(server.url).host],
    });
    await rooms.push(
      filesOf(
        model('summer', server.url, '3'),
        model('stranger', 'http://127.0.0.1:9/', '3'),
      ),
    );
  });
  afterAll(async () => {
    await rooms.close();
    await server.close();
  });

  const runOf = async (name: string, semver: string): Promise<Run> => {
    const { body } = await rooms.api().get('/runs');
    const { id } = (body as RunList).items.find(
      run => run.modelName === name && run.modelSemver === semver,
    )!;
    return (await rooms.api().get(`/runs/${id}`)).body;
  };

  it('measures what the server says as what a model says that is run here', async () => {
    expect(await runOf('summer', '3.0.0')).toMatchObject({
      job: { state: 'succeeded', kind: 'evaluation' },
      rows: ROWS,
      metrics: { accuracy: { value: 0.9, n: ROWS } },
    });
  });

  it('tells who said it', async () => {
    expect((await runOf('summer', '3.0.0')).served).toMatchObject({
      host: new URL(server.url).host,
      model: 'summer',
      version: '3',
    });
  });

  it('asks about each row once, the samples first', async () => {
    await rooms.reconcileAll();
    expect(server.answered).toEqual([1, 256, 256, 88]);
  });

  it('asks the server in a plan about the rows that it would read otherwise, and no others', async () => {
    const [dataset] = await rooms.assets.listOfKind('dataset');
    const draft = `/assets/${encodeURIComponent(dataset.id)}/draft`;
    const before = server.answered.length;
    await rooms
      .api()
      .put(`${draft}/entries`)
      .send({
        entries: [
          {
            key: 'cell a',
            kind: 'cell',
            row: 'r1',
            column: 'a',
            from: String(1 - ROWS / 2),
            to: '900',
          },
        ],
      });
    const { id } = (await rooms.api().post(`${draft}/plan`)).body;
    await rooms.settle();
    const { plan } = (await rooms.api().get(`/plans/${id}`)).body;
    const of = (name: string) =>
      plan.evaluations.find((each: { model: string }) => each.model === name);
    expect(of('summer')).toMatchObject({
      predictions: { reused: ROWS - 1, made: 1, missing: 0 },
      broken: 1,
    });
    expect(server.answered.slice(before)).toEqual([1, 1]);
    expect(of('stranger').refused).toMatch(/Nothing says/);
    expect(plan.reasons).toContainEqual(
      expect.objectContaining({
        asset: 'stranger',
        text: expect.stringMatching(/could not be asked about 600 rows/),
      }),
    );
  });

  it('asks no server that is not listed', async () => {
    expect((await runOf('stranger', '3.0.0')).job).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(
        /127\.0\.0\.1:9 may not be asked.*greenroom\.inference\.servers/,
      ),
    });
  });

  it('says that a version is not served, and keeps what was said of the one before', async () => {
    await rooms.push(filesOf(model('summer', server.url, '4')));
    expect((await runOf('summer', '4.0.0')).job).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/answered 404.*version in the manifest/),
    });
    expect((await runOf('summer', '3.0.0')).metrics).toBeDefined();
  });
});
