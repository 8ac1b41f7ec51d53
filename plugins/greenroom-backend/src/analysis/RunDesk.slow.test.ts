import type {
  Run,
  RunPlan,
  RunRequest,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Knex } from 'knex';
import { testDatabases } from '../database/testDatabases';
import { startRooms } from '../__testUtils__/startRooms';
import { heights, ROWS, TRUE_HEIGHT } from './__testUtils__/heights';

/** Real git, databases, models and child processes, on a machine that may be busy. */
jest.setTimeout(240_000);

/** Far from where the model parts them. */
const TRAINING = [1, 2, 3, 4, 100, 101, 102, 103].map(
  height => `t${height},train,${height},${height < 50 ? 'small' : 'tall'}`,
);

const [{ knex: connect }] = testDatabases();

describe('runs on demand', () => {
  let rooms: ReturnType<typeof startRooms>;
  let model: string;
  let modelVersionId: string;
  let datasetVersionId: string;
  let knex: Knex;

  beforeAll(async () => {
    knex = await connect();
    // Its runs are made in two shards.
    rooms = startRooms(knex, { shards: { rows: ROWS / 2, most: 2 } });
    const files = heights('1.0.0', { mislabelled: 1, threshold: TRUE_HEIGHT });
    const [version] = await rooms.push({
      ...files,
      'data/heights.csv': [files['data/heights.csv'], ...TRAINING].join('\n'),
    });
    datasetVersionId = version.id;
    const [asset] = await rooms.assets.listOfKind('model');
    model = asset.id;
    modelVersionId = (await rooms.assets.headVersion(model))!.id;
  });
  afterAll(() => rooms.close());
  beforeEach(() => {
    rooms.deny();
    rooms.audited.length = 0;
  });

  const path = () => `/assets/${encodeURIComponent(model)}/runs`;
  const ask = (request: Partial<RunRequest> = {}) =>
    rooms
      .api()
      .post(path())
      .send({ modelVersionId, datasetVersionId, ...request });
  const plan = async (): Promise<RunPlan> =>
    (await rooms.api().get(`${path()}/plan`)).body;

  it('offer the versions of model and data, and say that the newest was evaluated', async () => {
    const { modelVersions, datasets, items, ...chosen } = await plan();
    expect(modelVersions.map(({ id }) => id)).toEqual([modelVersionId]);
    expect(datasets).toMatchObject([
      { name: 'heights', versions: [{ id: datasetVersionId }] },
    ]);
    expect(chosen).toEqual({ modelVersionId, datasetVersionId });
    expect(items).toMatchObject([
      { plan: 'known', evaluation: 'held-out', job: { state: 'succeeded' } },
    ]);
  });

  it('work out what nobody asked before, and are one job however often asked', async () => {
    // As of a version that reconciliation leaves out.
    await knex('runs').delete();
    await knex('jobs').where({ kind: 'evaluation' }).delete();
    expect((await plan()).items).toEqual([
      { plan: 'new', evaluation: 'held-out', split: 'test', rows: ROWS },
    ]);
    const answers = [await ask(), await ask({ evaluation: 'held-out' })];
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    const [first, second]: Run[] = answers.map(({ body }) => body.items[0]);
    expect(second.job.id).toBe(first.job.id);
    await rooms.settle();
    const { body }: { body: Run } = await rooms.api().get(`/runs/${first.id}`);
    // One of forty is labelled wrong.
    expect(body.metrics?.accuracy.value).toBeCloseTo(1 - 1 / ROWS, 12);
    expect(rooms.audited).toEqual(['run-ask succeeded', 'run-ask succeeded']);
  });

  it('try again what was cancelled', async () => {
    const [run] = (await plan()).items;
    const id = run.plan === 'known' ? run.job.id : '';
    await rooms.jobs.again(id);
    await rooms.jobs.cancel(id, 'Cancelled by user:default/mira.');
    expect((await plan()).items).toMatchObject([
      { plan: 'again', reason: 'Cancelled by user:default/mira.' },
    ]);
    const { body } = await ask();
    expect(body.items[0].job.id).toBe(id);
    await rooms.settle();
    expect((await plan()).items).toMatchObject([{ plan: 'known' }]);
  });

  it('are asked anew by reconciliation after an upgrade of the engine', async () => {
    await knex('jobs')
      .where({ kind: 'evaluation' })
      .update({ key: 'evaluation:of the engine before' });
    const [before] = (await plan()).items;
    expect(before).toMatchObject({
      plan: 'again',
      reason: expect.stringMatching(/earlier engine/),
    });
    await rooms.reconcileAll();
    const [after] = (await plan()).items;
    expect(after).toMatchObject({ plan: 'known', job: { state: 'succeeded' } });
    expect(after).not.toMatchObject({
      job: { id: before.plan === 'again' && before.job.id },
    });
  });

  it('begin nothing for who may not run, and are audited all the same', async () => {
    rooms.deny('greenroom.run');
    expect((await ask()).status).toBe(403);
    expect(rooms.audited).toEqual(['run-ask failed']);
  });

  it.each([
    [
      'an evaluation that is not declared',
      () => ask({ evaluation: 'other' }),
      400,
      /declares no evaluation other/,
    ],
    [
      'a version of something else',
      () => ask({ datasetVersionId: 'nowhere' }),
      404,
      /No version nowhere/,
    ],
  ])('refuse %s', async (_, question, status, message) => {
    const answer = await question();
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toMatch(message);
  });

  describe('the model is asked about rows that are made', () => {
    const augmentations = () => `/versions/${datasetVersionId}/augmentations`;
    const dropped = async (judge?: string) => {
      const preview = () =>
        rooms
          .api()
          .post(`${augmentations()}/preview`)
          .send({
            judge,
            augmentation: {
              name: 'more',
              recipe: { op: 'mixup', alpha: 8 },
              amount: { type: 'times', times: 4 },
            },
          });
      await preview();
      await rooms.settle();
      const { body } = await preview();
      return {
        judge: body.judge,
        remarks: body.counts.remarks,
        reasons: body.counts.dropped.map(
          ({ reason }: { reason: string }) => reason,
        ),
      };
    };

    it('that names their data, where nobody says otherwise', async () => {
      const { body } = await rooms.api().get(augmentations());
      const judge = { versionId: modelVersionId, name: 'sizer 1.0.0' };
      expect(body.judges).toEqual([
        { ...judge, chosenBy: 'the newest version' },
      ]);
      const asked = await dropped();
      expect(asked.judge).toEqual(judge);
      expect(asked.reasons).toContain('model-disagrees');
      expect(asked.remarks).toContainEqual(
        expect.stringMatching(/^sizer was asked, which was not trained/),
      );
    });

    it('but where somebody wants none', async () => {
      const { reasons, judge } = await dropped('none');
      expect(judge).toBeUndefined();
      expect(reasons).not.toContain('model-disagrees');
    });
  });
});
