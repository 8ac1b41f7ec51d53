import type { Retraining } from '@greenroom/backstage-plugin-greenroom-common';
import { WorkflowRefusedError } from '@greenroom/backstage-plugin-greenroom-node';
import type { TestFiles } from '@greenroom/test-sources';
import { testDatabases } from '../database/testDatabases';
import { startRooms } from '../__testUtils__/startRooms';
import { TrainingHost } from './__testUtils__/trainingHost';

/** Real git, databases and child processes, on a machine that may be busy. */
jest.setTimeout(240_000);

const model = (semver: string, revision?: string) => `
apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: sizer }
spec:
  version: "${semver}"
  task: tabular-classification
  classes: [small, tall]
  trainedOn: { dataset: heights${revision ? `, revision: ${revision}` : ''} }
  predictions: { outOfFold: folds.csv }
  training: { workflow: retrain.yml, inputs: { epochs: 20 } }
`;

const [{ knex: connect }] = testDatabases();

describe('a merged change of training data', () => {
  let rooms: ReturnType<typeof startRooms>;
  let rows = 0;
  const host = new TrainingHost();

  /** One row more each time. */
  const moreData = (): TestFiles => {
    rows += 1;
    const heights = Array.from({ length: rows }, (_, i) => `r${i},${i}\n`);
    return { 'data/heights.csv': `id,height\n${heights.join('')}` };
  };

  beforeAll(async () => {
    rooms = startRooms(await connect(), { workflows: host });
    await rooms.push({
      'data/greenroom.yaml': `
apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: heights }
spec: { table: { path: heights.csv }, key: id }
`,
      'model/greenroom.yaml': model('1.0.0'),
      'model/folds.csv': 'id,fold,p_small,p_tall\n',
      ...moreData(),
    });
  });
  afterAll(() => rooms.close());
  beforeEach(() => {
    rooms.deny();
    host.fate = 'arrives';
    host.forget();
    rooms.notified.length = 0;
    rooms.audited.length = 0;
  });

  const path = async () => {
    const [asset] = await rooms.assets.listOfKind('model');
    return `/assets/${encodeURIComponent(asset.id)}/retrainings`;
  };
  const newest = async (): Promise<Retraining> =>
    (await rooms.api().get(await path())).body.items[0];
  const retry = async ({ id }: Retraining) =>
    rooms.api().post(`${await path()}/${id}/retry`);

  it('asks for nothing while it is history', async () => {
    const { body } = await rooms.api().get(await path());
    expect(body).toEqual({ workflow: 'retrain.yml', items: [] });
  });

  it('starts the workflow once, is followed, and brings a version of the model', async () => {
    const version = (await rooms.push(moreData())).at(-1)!;
    await rooms.reconcileAll();
    expect(host.dispatched).toMatchObject([
      {
        repository: 'acme/data',
        workflow: 'retrain.yml',
        ref: 'main',
        inputs: {
          epochs: '20',
          dataset_repository: 'acme/data',
          dataset_revision: version.commit.sha,
        },
      },
    ]);
    const run = host.move({
      state: 'running',
      startedAt: '2026-11-26T10:00:00.000Z',
    });
    await rooms.runMoved(run);
    expect(await newest()).toMatchObject({
      state: 'running',
      startedAt: '2026-11-26T10:00:00.000Z',
      run: { number: 1, url: 'https://host.test/runs/1' },
      data: { versionId: version.id, subject: version.commit.message },
    });
    host.move({ state: 'succeeded', endedAt: '2026-11-26T10:05:00.000Z' });
    await rooms.followTrainings();
    expect(await newest()).not.toHaveProperty('arrived');
    await rooms.push({
      'model/greenroom.yaml': model('1.0.1', version.commit.sha),
      'model/folds.csv': 'id,fold,p_small,p_tall\nr0,0,1,0\n',
    });
    expect(await newest()).toMatchObject({
      state: 'succeeded',
      arrived: { semver: '1.0.1' },
    });
    expect(host.dispatched).toHaveLength(1);
  });

  it('starts it once where the answer of the host was lost', async () => {
    host.fate = 'loses its answer';
    await rooms.push(moreData());
    const { state, reason } = await newest();
    expect({ state, reason }).toEqual({
      state: 'asked',
      reason: 'socket hang up',
    });
    host.fate = 'arrives';
    const [job] = await rooms.jobs.list();
    await rooms.api().post(`/jobs/${job.id}/retry`);
    await rooms.settle();
    expect(await newest()).toMatchObject({ state: 'queued' });
    expect(host.dispatched).toHaveLength(1);
  });

  it('starts none that somebody cancelled', async () => {
    host.fate = 'is lost on the way';
    await rooms.push(moreData());
    const [job] = await rooms.jobs.list();
    await rooms.api().post(`/jobs/${job.id}/cancel`);
    await rooms.reconcileAll();
    expect(await newest()).toMatchObject({
      state: 'cancelled',
      reason: 'Cancelled by user:default/mock.',
    });
    expect(host.dispatched).toEqual([]);
  });

  it('starts none for data that newer data has overtaken', async () => {
    host.fate = 'is lost on the way';
    await rooms.push(moreData());
    const overtaken = await newest();
    host.fate = 'arrives';
    await rooms.push(moreData());
    const { body } = await rooms.api().get('/jobs');
    const waiting = body.items.find(
      ({ kind, state }: { kind: string; state: string }) =>
        kind === 'training' && state === 'failed',
    );
    await rooms.api().post(`/jobs/${waiting.id}/retry`);
    await rooms.settle();
    const { items } = (await rooms.api().get(await path())).body;
    expect(
      items.find(({ id }: Retraining) => id === overtaken.id),
    ).toMatchObject({
      state: 'dropped',
      reason: expect.stringMatching(/^Newer data came before/),
    });
    expect(host.dispatched).toHaveLength(1);
  });

  it('tells its owner what to do where the host refuses, and is tried again by who may', async () => {
    host.fate = new WorkflowRefusedError('Give it write access.');
    await rooms.push(moreData());
    const refused = await newest();
    expect(refused).toMatchObject({
      state: 'refused',
      reason: 'Give it write access.',
    });
    expect(rooms.notified).toEqual(['retrain.yml was not started for sizer']);
    rooms.deny('greenroom.run');
    expect((await retry(refused)).status).toBe(403);
    rooms.deny();
    host.fate = 'arrives';
    expect((await retry(refused)).status).toBe(202);
    await rooms.settle();
    expect(await newest()).toMatchObject({ state: 'queued', attempt: 2 });
    expect((await retry(refused)).status).toBe(409);
    expect(rooms.audited).toEqual([
      'retraining-retry failed',
      'retraining-retry succeeded',
      'retraining-retry failed',
    ]);
  });

  it('tells what failed, and tries it again as another run', async () => {
    await rooms.push(moreData());
    const failure = {
      text: "The step 'Train' of the job 'train' failed.",
      url: 'https://host.test/log',
    };
    await rooms.runMoved(host.move({ state: 'failed', failure }));
    const failed = await newest();
    expect(failed).toMatchObject({
      state: 'failed',
      reason: failure.text,
      reasonUrl: failure.url,
    });
    expect(rooms.notified).toEqual([
      expect.stringMatching(/^retrain\.yml did not train sizer \(run \d+\)$/),
    ]);
    await retry(failed);
    await rooms.settle();
    expect(host.dispatched).toHaveLength(2);
  });
});
