import {
  PLAN_LABEL,
  type PullPlan,
} from '@greenroom/backstage-plugin-greenroom-common';
import { testDatabases } from '../../database/testDatabases';
import { startRooms } from '../../__testUtils__/startRooms';
import { PullHost, WRITER } from './__testUtils__/pullHost';

/** Real git, databases and child processes, on a machine that may be busy. */
jest.setTimeout(240_000);

const MANIFEST = `
apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: heights }
spec:
  table: { path: heights.csv }
  key: id
  label: size
  split: split
  classes: [small, tall]
  columns:
    - { name: name, type: string, personal: true }
`;
const table = (...sizes: readonly string[]) =>
  `id,name,height,size,split\n${sizes
    .map((size, i) => `r${i},Ada ${i},${i},${size},train\n`)
    .join('')}`;
const SIZES = ['small', 'small', 'small', 'tall', 'tall', 'tall'];
/** The label of one row changed, and the name of another. */
const CHANGED = table('tall', ...SIZES.slice(1)).replace('Ada 3', 'Grace');
const CHECK = 'greenroom/plan: heights';

const [{ knex: connect }] = testDatabases();

describe('the plan of a pull request', () => {
  let rooms: ReturnType<typeof startRooms>;
  let host: PullHost;

  beforeAll(async () => {
    rooms = startRooms(await connect(), {
      changes: remote => {
        host = new PullHost(remote);
        return host;
      },
    });
    await rooms.push({
      'data/greenroom.yaml': MANIFEST,
      'data/heights.csv': table(...SIZES),
      'README.md': 'heights',
    });
  });
  afterAll(() => rooms.close());
  beforeEach(() => {
    rooms.deny();
    host.posted.length = 0;
    rooms.audited.length = 0;
  });

  const heard = (...event: Parameters<PullHost['event']>) =>
    rooms.heard(host.event(...event));
  const assetPath = async () => {
    const [asset] = await rooms.assets.listOfKind('dataset');
    return `/assets/${encodeURIComponent(asset.id)}/plans`;
  };
  const planOf = async (number: number, commit?: string): Promise<PullPlan> =>
    (
      await rooms
        .api()
        .get(
          `${await assetPath()}/${number}${commit ? `?commit=${commit}` : ''}`,
        )
    ).body;
  const rowsOf = async (id: string, filter: object = {}) =>
    (
      await rooms
        .api()
        .post(`/plans/${id}/rows`)
        .send({ asset: 'heights', filter })
    ).body;

  it('is made when it is opened, and its check ends as it began: once', async () => {
    const pull = host.open({ 'data/heights.csv': CHANGED });
    await heard(pull.number, 'opened');
    await heard(pull.number, 'opened');
    expect(host.posted.map(({ conclusion }) => conclusion)).toEqual([
      'pending',
      'neutral',
    ]);
    expect(host.checksOn(pull.headCommit!)).toMatchObject([
      {
        name: CHECK,
        detailsUrl: `https://portal.test/catalog/default/resource/heights/changes?plan=${pull.number}&commit=${pull.headCommit}`,
      },
    ]);
    const plan = await planOf(pull.number);
    expect(plan).toMatchObject({ state: 'ready', mayPermit: false });
    expect(plan.plan).toMatchObject({
      rows: { from: 6, to: 6, added: 0, removed: 0, changed: 2 },
      labelTransitions: [{ from: 'small', to: 'tall', count: 1 }],
    });
    const { items } = (await rooms.api().get(await assetPath())).body;
    expect(items).toMatchObject([{ id: plan.id, verdict: 'neutral' }]);
  });

  it('tells nothing of a personal column, on the host or to who may not see it', async () => {
    const plan = await planOf(1);
    const [check] = (await rooms.api().get('/jobs')).body.items;
    expect(check.kind).toBe('plan-check');
    expect(JSON.stringify(plan)).not.toMatch(/Ada|Grace/);
    const seen = await rowsOf(plan.id);
    expect(JSON.stringify(seen.rows)).toMatch(/Grace/);
    rooms.deny('greenroom.personal.read');
    const masked = await rowsOf(plan.id);
    expect(masked.masked).toEqual(['name']);
    expect(JSON.stringify(masked)).not.toMatch(/Ada|Grace/);
    expect(masked.total).toBe(2);
    rooms.deny('greenroom.rows.read');
    expect(await rowsOf(plan.id)).toMatchObject({ hidden: true, rows: [] });
    expect((await planOf(1)).plan).toMatchObject({ labelTransitions: [] });
  });

  it('gives the changed rows of one transition, with their cells before and after', async () => {
    const { id } = await planOf(1);
    const { rows, total } = await rowsOf(id, {
      transition: { from: 'small', to: 'tall' },
    });
    expect(total).toBe(1);
    expect(rows).toEqual([
      {
        key: 'r0',
        change: 'changed',
        cells: [{ column: 'size', from: 'small', to: 'tall' }],
        print: expect.any(String),
      },
    ]);
  });

  it('keeps which changes a person agreed to, over the next push', async () => {
    const plan = await planOf(1);
    const { rows } = await rowsOf(plan.id);
    const of = async (id: string) =>
      (await rooms.api().get(`/plans/${id}/agreements`)).body.prints;
    const say = (word: string) =>
      rooms
        .api()
        .put(`/plans/${plan.id}/agreements`)
        .send({ print: rows[0].print, word });
    await say('agree');
    await say('agree');
    host.push(1, { 'notes.txt': 'pushed again' });
    await heard(1, 'synchronised');
    const next = await planOf(1);
    expect(await of(next.id)).toEqual([rows[0].print]);
    expect((await rowsOf(next.id)).rows[0].print).toBe(rows[0].print);
    await say('take back');
    expect(await of(plan.id)).toEqual([]);
    rooms.deny('greenroom.rows.read');
    expect((await say('agree')).status).toBe(403);
  });

  it('says on the host what is said of a row, once, in the name of who said it', async () => {
    const plan = await planOf(1);
    const comment = {
      id: 'a'.repeat(32),
      text: 'Not @everyone',
      row: { asset: 'heights', key: 'r0' },
    };
    const say = (token?: string) => {
      const request = rooms.api().post(`/plans/${plan.id}/comments`);
      return (
        token ? request.set('x-greenroom-scm-token', token) : request
      ).send(comment);
    };
    expect((await say()).body).toEqual({ url: 'https://host.test/comment' });
    await say();
    expect(host.said).toHaveLength(1);
    const [{ body }] = host.said;
    expect(body).toContain('says in Greenroom on [row r0 of heights](https://');
    expect(body).not.toContain('@everyone');
    rooms.deny('greenroom.propose');
    expect((await say('own')).status).toBe(403);
    expect(rooms.audited).toEqual([
      'plan-comment succeeded',
      'plan-comment succeeded',
      'plan-comment failed',
    ]);
  });

  it('is superseded by the next push, and not worked out twice for the same content', async () => {
    const pull = host.open({ 'data/heights.csv': CHANGED });
    await heard(pull.number, 'opened');
    const plans = async () =>
      (await rooms.jobs.list()).filter(({ kind }) => kind === 'plan').length;
    const before = await plans();
    const next = host.push(pull.number, { 'README.md': 'said better' });
    await heard(pull.number, 'synchronised');
    expect(await plans()).toBe(before);
    expect(host.checksOn(pull.headCommit!)).toMatchObject([
      { conclusion: 'neutral', title: 'Superseded by a later push' },
    ]);
    expect(host.checksOn(next)).toMatchObject([{ conclusion: 'neutral' }]);
    expect(await planOf(pull.number)).toMatchObject({ headCommit: next });
    expect(await planOf(pull.number, pull.headCommit)).toMatchObject({
      state: 'superseded',
      newerCommit: next,
    });
  });

  it('is found by asking the host where no event came', async () => {
    const pull = host.open({ 'data/heights.csv': table(...SIZES, 'tall') });
    await rooms.planPass();
    expect((await planOf(pull.number)).plan?.rows).toMatchObject({ added: 1 });
  });

  it('says what cannot be read as it leaves it', async () => {
    const pull = host.open({ 'data/heights.csv': null });
    await heard(pull.number, 'opened');
    expect(host.checksOn(pull.headCommit!)).toMatchObject([
      { conclusion: 'failure', summary: expect.stringMatching(/heights\.csv/) },
    ]);
    expect(await planOf(pull.number)).toMatchObject({ state: 'unread' });
  });

  it('is not made of what is about something else', async () => {
    const pull = host.open({ 'README.md': 'more heights' });
    await heard(pull.number, 'opened');
    expect(host.posted).toEqual([]);
  });

  it('is made of a basket before that is a pull request', async () => {
    const draft = (await assetPath()).replace(/plans$/, 'draft');
    await rooms
      .api()
      .put(`${draft}/entries`)
      .send({
        entries: [{ key: 'r1', kind: 'relabel', from: 'small', to: 'tall' }],
      });
    const { id } = (await rooms.api().post(`${draft}/plan`)).body;
    await rooms.settle();
    const made = (await rooms.api().get(`/plans/${id}`)).body;
    expect(made.plan).toMatchObject({
      head: 'basket',
      labelTransitions: [{ from: 'small', to: 'tall', count: 1 }],
    });
    const { rows } = await rowsOf(id);
    expect(rows).toMatchObject([{ key: 'r1', change: 'changed' }]);
    expect((await rooms.api().post(`${draft}/plan`)).body.id).toBe(id);
    expect(host.posted).toEqual([]);
  });

  describe('of a fork', () => {
    const fork = () =>
      host.open({ 'data/heights.csv': CHANGED }, 'stranger/data');

    it('waits until somebody who may write labels this push', async () => {
      const pull = fork();
      await heard(pull.number, 'opened');
      await heard(pull.number, 'labelled', 'somebody', PLAN_LABEL);
      expect(host.posted).toMatchObject([
        {
          conclusion: 'neutral',
          title: 'Waits for somebody with write access',
        },
      ]);
      expect(await planOf(pull.number)).toMatchObject({ state: 'waiting' });
      await heard(pull.number, 'labelled', WRITER, PLAN_LABEL);
      expect(await planOf(pull.number)).toMatchObject({
        state: 'ready',
        permittedBy: WRITER,
      });
      host.push(pull.number, { 'data/heights.csv': table('tall') });
      await heard(pull.number, 'synchronised');
      expect(await planOf(pull.number)).toMatchObject({ state: 'waiting' });
    });

    it('is let by a label of which no event told', async () => {
      const pull = fork();
      await heard(pull.number, 'opened');
      host.label(pull.number, PLAN_LABEL, WRITER);
      await rooms.planPass();
      expect(await planOf(pull.number)).toMatchObject({
        state: 'ready',
        permittedBy: WRITER,
      });
    });

    it('is let by a button of the portal, by who holds the permission', async () => {
      const pull = fork();
      await heard(pull.number, 'opened');
      const { id } = await planOf(pull.number);
      const permit = () => rooms.api().post(`/plans/${id}/permit`);
      rooms.deny('greenroom.plan.permit');
      expect((await planOf(pull.number)).mayPermit).toBe(false);
      expect((await permit()).status).toBe(403);
      rooms.deny();
      expect((await permit()).status).toBe(202);
      await rooms.settle();
      expect(await planOf(pull.number)).toMatchObject({
        state: 'ready',
        permittedBy: 'user:default/mock',
      });
      expect(rooms.audited).toEqual([
        'plan-permit failed',
        'plan-permit succeeded',
      ]);
    });
  });
});
