import type {
  ErrorTrend,
  Run,
} from '@greenroom/backstage-plugin-greenroom-common';
import { startRooms } from '../__testUtils__/startRooms';
import { testDatabases } from '../database/testDatabases';
import { heights, ROWS, TRUE_HEIGHT } from './__testUtils__/heights';

/** Real git, databases, models and child processes, on a machine that may be busy. */
jest.setTimeout(240_000);

const MANIFEST = 'data/greenroom.yaml';
const [{ knex: connect }] = testDatabases();

/** A model that says tall from a height on, beside a named cohort of heights. */
function files(semver: string, threshold: number) {
  const all = heights(semver, { mislabelled: 0, threshold });
  return {
    ...all,
    [MANIFEST]: `${all[MANIFEST]}  columns: [{ name: height, type: number, unit: cm, slice: true }]
  cohorts: [{ name: middling, where: { height: { from: 15, below: 25 } } }]
`,
  };
}

describe('the errors of a run', () => {
  let rooms: ReturnType<typeof startRooms>;
  let runs: Run[];

  beforeAll(async () => {
    rooms = startRooms(await connect());
    await rooms.push(files('1.0.0', TRUE_HEIGHT + 4));
    await rooms.push(files('2.0.0', TRUE_HEIGHT + 1));
    ({ items: runs } = (await rooms.api().get('/runs')).body);
  });
  afterAll(() => rooms.close());
  beforeEach(() => rooms.deny());

  const runOf = (semver: string) =>
    runs.find(run => run.modelSemver === semver)!;
  const explore = (question: object, semver = '1.0.0') =>
    rooms
      .api()
      .post(`/runs/${runOf(semver).id}/errors/explore`)
      .send(question);

  it('are told with the cohorts of the manifest', async () => {
    const { body } = await explore({ view: { type: 'summary' } });
    expect(body).toMatchObject({
      rows: ROWS,
      errors: 4,
      declared: [
        {
          name: 'middling',
          where: [{ type: 'range', feature: 'height', from: 15, below: 25 }],
        },
      ],
    });
  });

  it('stand behind a slice row by row', async () => {
    const { body } = await explore({
      where: [{ type: 'range', feature: 'height', from: 22 }],
      view: { type: 'keys', wrong: true },
    });
    expect(body).toEqual({ type: 'keys', keys: ['r22', 'r23'], total: 2 });
  });

  it('are followed in a cohort from version to version', async () => {
    const ask = () =>
      rooms
        .api()
        .get(`/runs/${runOf('2.0.0').id}/errors/trend`)
        .query({
          where: JSON.stringify([
            { type: 'range', feature: 'height', from: 15, below: 25 },
          ]),
        });
    await ask();
    await rooms.settle();
    const { body }: { body: ErrorTrend } = await ask();
    const ends = [body.points![0], body.points![body.points!.length - 1]];
    expect(ends.map(({ cohort }) => cohort!.errors)).toEqual([4, 1]);
  });

  it('are put beside those of the run before, and of one that is named', async () => {
    const { body } = await explore({ view: { type: 'changes' } }, '2.0.0');
    expect(body.against).toMatchObject({
      runId: runOf('1.0.0').id,
      name: expect.stringContaining('1.0.0'),
      before: { errors: 4 },
      flips: { rows: ROWS, broken: 0, fixed: 3 },
      change: { parts: { labels: 0 } },
    });
    const flipped = { type: 'keys', flipped: 'fixed' };
    const { body: fixed } = await explore({ view: flipped }, '2.0.0');
    expect(fixed.total).toBe(3);
    const from = runOf('2.0.0').id;
    const { body: back } = await explore({ view: { type: 'changes', from } });
    expect(back.against.flips).toMatchObject({ broken: 3, fixed: 0 });
  });

  it.each([
    [
      'a run that is none of this model',
      { view: { type: 'changes', from: 'another' } },
      400,
    ],
    [
      'a feature that the run has not',
      {
        where: [{ type: 'missing', feature: 'weight' }],
        view: { type: 'summary' },
      },
      400,
    ],
    ['a view that there is not', { view: { type: 'everything' } }, 400],
  ])('refuse %s', async (_what, question, status) => {
    expect((await explore(question)).status).toBe(status);
  });

  describe('become declarations in a basket', () => {
    const range = (from: number, below: number) => [
      { type: 'range', feature: 'height', from, below },
    ];
    const put = (assetId: string, entry: object) =>
      rooms
        .api()
        .put(`/assets/${encodeURIComponent(assetId)}/draft/entries`)
        .send({
          entries: [{ key: 'x', runId: runOf('1.0.0').id, ...entry }],
        });
    const cohort = (name: string, where: object = range(20, 25)) =>
      put(runOf('1.0.0').datasetAssetId, { kind: 'cohort', name, where });
    const gate = (min: number, where = range(0, 40)) =>
      put(runOf('1.0.0').modelAssetId, {
        kind: 'gate',
        evaluation: 'held-out',
        min,
        where,
      });

    it('as a cohort with what the run says, and are taken out', async () => {
      const { body } = await cohort('just tall');
      expect(body.entries).toMatchObject([
        {
          key: 'cohort just tall',
          evidence: expect.stringMatching(
            /^4 of 5 rows wrong .* against 10.0 % of all 40; sizer 1.0.0 on test$/,
          ),
        },
      ]);
      const { body: emptied } = await rooms
        .api()
        .delete(
          `/assets/${encodeURIComponent(
            runOf('1.0.0').datasetAssetId,
          )}/draft/entries`,
        )
        .send({ keys: ['cohort just tall'] });
      expect(emptied.entries).toEqual([]);
    });

    it('as a gate that its rows can show', async () => {
      const { body } = await gate(0.3);
      expect(body.entries).toMatchObject([{ kind: 'gate', min: 0.3 }]);
    });

    it.each([
      ['a name that is there', () => cohort('middling'), /called middling/],
      [
        'a column that is not declared',
        () =>
          cohort('odd', [{ type: 'is', feature: 'size', values: ['tall'] }]),
        /size is none of the columns declared/,
      ],
      [
        'two conditions on one column',
        () => cohort('odd', [...range(0, 9), ...range(1, 5)]),
        /one thing of each column/,
      ],
      ['no rows', () => cohort('odd', range(90, 95)), /No row of the run/],
      [
        'a gate that too few rows are under',
        () => gate(0.85, range(20, 25)),
        /would be refused: .*fewer than 30 rows/,
      ],
    ])('but not with %s', async (_what, ask, message) => {
      const { status, body } = await ask();
      expect(status).toBe(400);
      expect(body.error.message).toMatch(message);
    });

    it('but not by who may not read rows', async () => {
      rooms.deny('greenroom.rows.read');
      expect((await cohort('mine')).status).toBe(403);
    });
  });

  it('are hidden from who may not read rows', async () => {
    rooms.deny('greenroom.rows.read');
    expect((await explore({ view: { type: 'summary' } })).status).toBe(403);
  });
});
