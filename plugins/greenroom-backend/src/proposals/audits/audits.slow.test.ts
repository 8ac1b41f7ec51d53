import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  Audit,
  DecisionKind,
  LabelHistory,
  LabelQuality,
} from '@greenroom/backstage-plugin-greenroom-common';
import { rememberRooms } from '../../__testUtils__/rememberRooms';

/** Real git, databases and child processes, on a machine that may be busy. */
jest.setTimeout(240_000);

const MANIFEST = `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: signs
spec:
  task: tabular-classification
  table: { path: signs.csv }
  key: id
  label: sign
  split: split
  annotator: by
  classes: [minus, plus]
  columns:
    - { name: by, type: string, personal: true }
    - { name: x, type: number, slice: true }
`;
/** Labels that are not the sign of their row. */
const WRONG = ['s07', 's41', 's44'];
const ROWS = Array.from({ length: 60 }, (_, i) => {
  const id = `s${String(i).padStart(2, '0')}`;
  const isPlus = i % 2 === 0;
  const x = (isPlus ? 1 : -1) * (2 + Math.cos(i));
  const sign = isPlus === WRONG.includes(id) ? 'minus' : 'plus';
  const split = i % 3 === 0 ? 'test' : 'train';
  const by = i % 4 ? 'ann' : 'bo';
  return { id, sign, split, line: [id, sign, split, by, x, Math.sin(i)] };
});

describe('audits', () => {
  let read: Awaited<ReturnType<typeof rememberRooms>>;
  let rooms: ReturnType<typeof read.open>;
  let versionId: string;
  let assetPath: string;

  beforeAll(async () => {
    read = await rememberRooms({
      'greenroom.yaml': MANIFEST,
      'signs.csv': [
        'id,sign,split,by,x,y',
        ...ROWS.map(({ line }) => line.join(',')),
      ].join('\n'),
    });
  });
  afterAll(() => read.close());
  beforeEach(() => {
    rooms = read.open();
    const [version] = read.versions;
    versionId = version.id;
    assetPath = `/assets/${encodeURIComponent(version.assetId)}`;
  });
  afterEach(() => rooms.close());

  const call = async (
    method: 'get' | 'put' | 'post',
    path: string,
    body?: object,
  ) => {
    const answer = await rooms
      .api()
      [method](path)
      .set('authorization', mockCredentials.user.header('user:default/mira'))
      .send(body);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  const draw = (request: object): Promise<Audit> =>
    call('post', `/versions/${versionId}/audits`, { seed: 1, ...request });
  const say = (
    auditId: string | undefined,
    words: readonly (readonly [key: string, kind: DecisionKind])[],
  ) =>
    call('put', `${assetPath}/decisions`, {
      versionId,
      auditId,
      decisions: words.map(([key, kind]) => {
        const { sign } = ROWS.find(({ id }) => id === key)!;
        const to = sign === 'plus' ? 'minus' : 'plus';
        return { key, kind, from: sign, to, seen: 0 };
      }),
    });
  const truthOf = (key: string) =>
    [key, WRONG.includes(key) ? 'relabel' : 'keep'] as const;

  it('ask about rows at random, the same for the same seed, without the model’s opinion', async () => {
    const audit = await draw({ size: 20, design: 'random' });
    expect(audit).toMatchObject({ size: 20, population: 60, decided: 0 });
    expect(new Set(audit.rows.map(({ key }) => key)).size).toBe(20);
    expect(audit.rows[0]).toEqual({
      order: 0,
      key: expect.any(String),
      stratum: 'all',
      split: expect.any(String),
      given: expect.any(String),
    });
    expect(audit.precision).toBeUndefined();
    const again = await draw({ size: 20, design: 'random' });
    expect(again.rows).toEqual(audit.rows);
    const other = await draw({ size: 20, design: 'random', seed: 2 });
    expect(other.rows).not.toEqual(audit.rows);
    expect(rooms.audited).toContain('audit-draw succeeded');
  });

  it('estimate noise, precision and recall from what people said of the rows', async () => {
    const { id, rows } = await draw({ size: 60, design: 'random' });
    await say(
      id,
      rows.map(({ key }) => truthOf(key)),
    );
    const audit: Audit = await call('get', `/audits/${id}`);
    expect(audit.decided).toBe(60);
    expect(audit.noise).toMatchObject({ value: 3 / 60, n: 60 });
    expect(audit.recall).toMatchObject({ value: 1, n: 60 });
    expect(audit.curve.at(-1)).toMatchObject({
      threshold: 1,
      flagged: 60,
      precision: { value: 3 / 60 },
      recall: { value: 1 },
    });
    expect(audit.trend.at(-1)).toEqual({ n: 60, noise: audit.noise });
    expect(audit.groups.map(({ by, name }) => `${by} ${name}`)).toEqual([
      'class minus',
      'class plus',
      'split test',
      'split train',
      'annotator ann',
      'annotator bo',
      // A slice that the manifest declares, in bins that people can read.
      ...audit.groups
        .filter(({ by }) => by === 'x')
        .map(({ name }) => `x ${name}`),
    ]);
    const sliced = audit.groups.filter(({ by }) => by === 'x');
    expect(sliced.length).toBeGreaterThan(1);
    expect(sliced.reduce((sum, { noise }) => sum + noise.n!, 0)).toBe(60);
    const history: LabelHistory = await call(
      'get',
      `${assetPath}/labels/history`,
    );
    expect(history.items[0].noise).toEqual(audit.noise);
    expect(
      (await call('get', `/versions/${versionId}/audits`)).items,
    ).toMatchObject([{ id, decided: 60, noise: audit.noise }]);
  });

  it('count what was said in them only, and nothing that was put off', async () => {
    const { id, rows } = await draw({ size: 20, design: 'random' });
    const [first, second, third, fourth] = rows.map(({ key }) => key);
    await say(undefined, [[fourth, 'exclude']]);
    await say(id, [
      [first, 'keep'],
      [second, 'later'],
      [third, 'relabel'],
    ]);
    // What comes after a row that was skipped is no random sample.
    expect(await call('get', `/audits/${id}`)).toMatchObject({
      decided: 2,
      noise: { value: 0, n: 1 },
      remark: expect.stringContaining('1 more are decided and wait'),
    });
  });

  it('refuse decisions on rows that were not drawn, and of other versions', async () => {
    const { id, rows } = await draw({ size: 20, design: 'random' });
    const other = ROWS.find(row => !rows.some(({ key }) => key === row.id))!.id;
    await expect(say(id, [[other, 'keep']])).rejects.toThrow(
      `Row ${other} was not drawn for this audit`,
    );
    await expect(say('other', [[other, 'keep']])).rejects.toThrow(
      'The audit is not one of this version',
    );
  });

  it('draw equally of what a model flags and of the rest, and weigh them by size', async () => {
    const { id, rows, population } = await draw({
      size: 20,
      design: 'stratified',
      by: 'flagged',
    });
    expect(population).toBe(60);
    // Which is which would tell what the model thinks.
    expect(new Set(rows.map(({ stratum }) => stratum))).toEqual(new Set(['']));
    expect(rows.map(({ key }) => key)).toEqual(expect.arrayContaining(WRONG));
    await say(
      id,
      rows.map(({ key }) => truthOf(key)),
    );
    const audit: Audit = await call('get', `/audits/${id}`);
    expect(audit.noise!.value).toBeCloseTo(3 / 60, 12);
    expect(audit.remark).toContain('each stratum is weighed by its size');
    // How many a score flags is counted over all rows, not estimated from twenty.
    expect(audit.curve.at(-1)).toMatchObject({
      threshold: 1,
      flagged: 60,
      precision: { n: 20 },
    });
    expect(audit.curve.at(-1)!.precision!.value).toBeCloseTo(3 / 60, 12);
    expect(audit.recall).toMatchObject({ value: 1 });
  });

  it('hide who set the labels from those who may not see it', async () => {
    rooms.deny('greenroom.personal.read');
    await expect(
      draw({ size: 20, design: 'stratified', by: 'annotator' }),
    ).rejects.toThrow('hides from you who set each label');
    const { id, rows } = await draw({ size: 60, design: 'random' });
    await say(
      id,
      rows.map(({ key }) => truthOf(key)),
    );
    const { groups }: Audit = await call('get', `/audits/${id}`);
    expect(new Set(groups.map(({ by }) => by))).toEqual(
      new Set(['class', 'split', 'x']),
    );
  });

  it('tell by the commit that set a label, once history was looked through', async () => {
    const push = (isTurned: boolean) =>
      rooms.push({
        'greenroom.yaml': MANIFEST,
        'signs.csv': [
          `id,sign,split,by,x,y${isTurned ? '' : ',z'}`,
          ...ROWS.map(({ line: [id, sign, ...rest] }, i) => {
            const other = sign === 'plus' ? 'minus' : 'plus';
            const said = isTurned && i < 20 ? other : sign;
            return [id, said, ...rest, ...(isTurned ? [] : [i])].join(',');
          }),
        ].join('\n'),
      });
    await push(true);
    // Twenty labels are set back by the last commit.
    const newest = (await push(false)).at(-1)!;
    const keys = ROWS.map(({ id }) => id);
    const blame = () =>
      call('post', `/versions/${newest.id}/blame`, { keys: keys.slice(0, 1) });
    await blame();
    await rooms.settle();
    versionId = newest.id;
    const { id, rows } = await draw({ size: 60, design: 'random' });
    await say(
      id,
      rows.map(({ key }) => [key, keys.indexOf(key) < 20 ? 'exclude' : 'keep']),
    );
    const { groups }: Audit = await call('get', `/audits/${id}`);
    const byCommit = groups.filter(({ by }) => by === 'commit');
    expect(byCommit.map(({ noise }) => [noise.value, noise.n]).sort()).toEqual([
      [0, 40],
      [1, 20],
    ]);
  });

  it('stand beside decisions on all rows of a filter, of which the progress tells', async () => {
    const labels = (query: string): Promise<LabelQuality> =>
      call('get', `/versions/${versionId}/labels?${query}`);
    const before = await labels('kind=label_error');
    expect(before.items.map(({ key }) => key)).toEqual(
      expect.arrayContaining(WRONG),
    );
    await say(undefined, [[WRONG[0], 'keep']]);
    const all = {
      versionId,
      filter: { kind: 'label_error' },
      decide: 'suggestion',
    };
    const done = await call('post', `${assetPath}/decisions/all`, all);
    expect(done).toEqual({ decided: before.total - 1, skipped: 0 });
    expect(await call('post', `${assetPath}/decisions/all`, all)).toEqual({
      decided: 0,
      skipped: 0,
    });
    const after = await labels('kind=label_error&decided=decided');
    expect(after.total).toBe(before.total);
    expect(after.progress).toMatchObject({ decided: before.total, again: 0 });
    expect(
      after.items.find(({ key }) => key === WRONG[1])?.decision,
    ).toMatchObject({ kind: 'relabel', state: 'standing' });
  });
});
