import type {
  Attribution,
  RunComparison,
  Run,
} from '@greenroom/backstage-plugin-greenroom-common';
import { testDatabases } from '../database/testDatabases';
import { heights, ROWS, sizer, TRUE_HEIGHT } from './__testUtils__/heights';
import { startRooms } from '../__testUtils__/startRooms';

/** Real git, databases, models and child processes, on a machine that may be busy. */
jest.setTimeout(240_000);

/** Labelled wrong in the first version of the data. */
const MISLABELLED = 4;

const [{ knex: connect }] = testDatabases();

describe('the difference of two runs', () => {
  let rooms: ReturnType<typeof startRooms>;
  let runs: Run[];

  beforeAll(async () => {
    rooms = startRooms(await connect());
    await rooms.push(
      heights('1.0.0', {
        mislabelled: MISLABELLED,
        threshold: TRUE_HEIGHT + 2,
      }),
    );
    await rooms.push(
      heights('2.0.0', { mislabelled: 0, threshold: TRUE_HEIGHT }),
    );
    await rooms.push(
      sizer('3.0.0', { threshold: TRUE_HEIGHT - 3, mean: 2, decidedFrom: 0.9 }),
    );
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
    const logLoss = body.metrics!.find(({ metric }) => metric === 'logLoss')!;
    expect(
      logLoss.shares.reduce((sum, { value }) => sum + value, 0),
    ).toBeCloseTo(logLoss.difference.value, 9);
    // Four of forty were labelled wrong, and the old model misses two.
    expect(accuracy.text).toBe(
      'Accuracy rose 15.0 points: 10.0 from changed labels, 5.0 from the new model, 0.0 from other rows.',
    );
    expect(body.byChange).toMatchObject({
      members: [{ name: 'relabelled tall to small', rows: MISLABELLED }],
    });
  });

  const told = async (from: string, to: string): Promise<Attribution> => {
    await ask(from, to);
    // First the runs of the grid, then what they say.
    await rooms.settle();
    await ask(from, to);
    await rooms.settle();
    return (await ask(from, to)).body;
  };

  it('is shared out to preprocessing, model and threshold, each run with the others as they were', async () => {
    const before = (await rooms.api().get('/runs')).body.items.length;
    const { metrics } = await told(
      runOf('2.0.0', '2.0.0'),
      runOf('3.0.0', '2.0.0'),
    );
    const [{ difference, shares }] = metrics!;
    // Tall is said from 20 on before and from 21 on after; of the grid by hand.
    expect(difference.value).toBeCloseTo(-0.025, 12);
    expect(shares).toMatchObject([
      { factor: 'preprocessing', value: expect.closeTo(-1 / 60, 12) },
      { factor: 'model', value: expect.closeTo(1 / 120, 12) },
      { factor: 'threshold', value: expect.closeTo(-1 / 60, 12) },
    ]);
    // What nobody declares is no run.
    expect((await rooms.api().get('/runs')).body.items).toHaveLength(before);
  });

  it('is tested for every metric and slice by a job, with the rows that were fixed', async () => {
    const compare = () =>
      rooms
        .api()
        .get('/runs/compare')
        .query({
          from: runOf('1.0.0', '2.0.0'),
          to: runOf('2.0.0', '2.0.0'),
        });
    const first = await compare();
    expect(first.status).toBe(200);
    await rooms.settle();
    const { body }: { body: RunComparison } = await compare();
    expect(body.job).toMatchObject({
      id: first.body.job.id,
      state: 'succeeded',
    });
    expect(body.comparison).toMatchObject({
      joined: ROWS,
      relabelled: 0,
      fixed: 2,
      broken: 0,
      mcnemarP: expect.closeTo(0.5, 12),
      changed: { fixed: [{ key: 'r20' }, { key: 'r21' }], broken: [] },
    });
    const { metrics, slices } = body.comparison!;
    expect(metrics.find(({ metric }) => metric === 'rocAuc')).toBeDefined();
    expect(slices).toMatchObject([
      { of: 'class', value: 'small', before: 1, after: 1 },
      { of: 'class', value: 'tall', before: 0.9, after: 1 },
    ]);
  });

  it('is not told of a run and itself, or where rows are hidden', async () => {
    const id = runOf('1.0.0', '1.0.0');
    expect((await ask(id, id)).status).toBe(400);
    rooms.deny('greenroom.rows.read');
    expect((await ask(id, runOf('2.0.0', '2.0.0'))).status).toBe(403);
  });
});
