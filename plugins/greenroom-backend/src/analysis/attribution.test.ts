import type {
  Attribution,
  Run,
} from '@greenroom/backstage-plugin-greenroom-common';
import { onnx } from 'onnx-proto';
import { testDatabases } from '../database/testDatabases';
import { startRooms } from '../__testUtils__/startRooms';

/** Real git, databases, models and child processes, on a machine that may be busy. */
jest.setTimeout(240_000);

const ROWS = 40;
/** Labelled wrong in the first version of the data. */
const MISLABELLED = 4;

const dataset = (version: string) => `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: heights }
spec:
  version: "${version}"
  task: tabular-classification
  table: { path: heights.csv }
  key: id
  label: size
  split: split
  classes: [small, tall]
`;

const model = (version: string) => `apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: sizer }
spec:
  version: "${version}"
  task: tabular-classification
  model: { path: model.onnx }
  classes: [small, tall]
  preprocessing:
    input: x
    output: p
    steps: [{ op: numbers, columns: [height], mean: [0], scale: [1] }]
  evaluations:
    - { name: held-out, dataset: heights, split: test, metrics: [accuracy] }
`;

/** Tall above this height. */
const TRUE_HEIGHT = 20;

function csv(mislabelled: number): string {
  return [
    'id,split,height,size',
    ...Array.from({ length: ROWS }, (_, i) => {
      const isTall = i >= TRUE_HEIGHT !== i < mislabelled;
      return `r${i},test,${i},${isTall ? 'tall' : 'small'}`;
    }),
  ].join('\n');
}

/** Says tall from a height on: softmax((0, height - threshold + 0.5)). */
function modelFrom(threshold: number): Buffer {
  const side = (name: string, columns: number) => ({
    name,
    type: {
      tensorType: {
        elemType: 1,
        shape: { dim: [{ dimParam: 'n' }, { dimValue: columns }] },
      },
    },
  });
  const floats = (name: string, dims: number[], floatData: number[]) => ({
    name,
    dims,
    dataType: 1,
    floatData,
  });
  return Buffer.from(
    onnx.ModelProto.encode({
      irVersion: 8,
      opsetImport: [{ domain: '', version: 13 }],
      graph: {
        name: 'g',
        node: [
          { opType: 'MatMul', input: ['x', 'w'], output: ['product'] },
          { opType: 'Add', input: ['product', 'b'], output: ['sum'] },
          { opType: 'Softmax', input: ['sum'], output: ['p'] },
        ],
        initializer: [
          floats('w', [1, 2], [0, 1]),
          floats('b', [2], [0, 0.5 - threshold]),
        ],
        input: [side('x', 1)],
        output: [side('p', 2)],
      },
    }).finish(),
  );
}

const [{ knex: connect }] = testDatabases();

describe('the difference of two runs', () => {
  let rooms: ReturnType<typeof startRooms>;
  let runs: Run[];

  beforeAll(async () => {
    rooms = startRooms(await connect());
    const files = (semver: string, mislabelled: number, threshold: number) => ({
      'data/greenroom.yaml': dataset(semver),
      'data/heights.csv': csv(mislabelled),
      'model/greenroom.yaml': model(semver),
      'model/model.onnx': modelFrom(threshold),
    });
    await rooms.push(files('1.0.0', MISLABELLED, TRUE_HEIGHT + 2));
    await rooms.push(files('2.0.0', 0, TRUE_HEIGHT));
    ({ items: runs } = (await rooms.api().get('/runs')).body);
  });
  afterAll(() => rooms.close());
  beforeEach(() => rooms.deny());

  const runOf = (modelSemver: string, datasetSemver: string) =>
    runs.find(
      run =>
        run.modelSemver === modelSemver && run.datasetSemver === datasetSemver,
    )!.id;
  const ask = (from: string, to: string) =>
    rooms.api().get('/runs/attribution').query({ from, to });

  it('is shared out to labels and model, and asked once', async () => {
    const [from, to] = [runOf('1.0.0', '1.0.0'), runOf('2.0.0', '2.0.0')];
    const first = await ask(from, to);
    expect(first.status).toBe(200);
    await rooms.settle();
    const { body }: { body: Attribution } = await ask(from, to);
    expect(body.job).toMatchObject({
      id: first.body.job.id,
      state: 'succeeded',
    });
    const [accuracy] = body.metrics!;
    // Four of forty were labelled wrong, and the old model misses two.
    expect(accuracy.text).toBe(
      'Accuracy rose 15.0 points: 10.0 from changed labels, 5.0 from the new model, 0.0 from other rows.',
    );
    expect(body.byChange).toMatchObject({
      members: [{ name: 'relabelled tall to small', rows: MISLABELLED }],
    });
  });

  it('is not told of a run and itself, or where rows are hidden', async () => {
    const id = runOf('1.0.0', '1.0.0');
    expect((await ask(id, id)).status).toBe(400);
    rooms.deny('greenroom.rows.read');
    expect((await ask(id, runOf('2.0.0', '2.0.0'))).status).toBe(403);
  });
});
