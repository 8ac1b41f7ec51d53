import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  Decide,
  Decided,
} from '@greenroom/backstage-plugin-greenroom-common';
import { testDatabases } from '../../database/testDatabases';
import { startRooms } from '../../__testUtils__/startRooms';

/** Real git, databases and child processes, on a machine that may be busy. */
jest.setTimeout(240_000);

const MANIFEST = `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: mails
spec:
  task: text-classification
  table: { path: mails.csv }
  key: id
  label: label
  split: split
  classes: [ham, spam]
  columns:
    - { name: sender, type: string, personal: true }
`;
const csv = (...rows: readonly string[]) =>
  ['id,label,split,text,sender', ...rows].join('\n');
const MIRA = 'user:default/mira';
const NOAH = 'user:default/noah';

const [{ knex: connect }] = testDatabases();

describe('decisions', () => {
  let rooms: ReturnType<typeof startRooms>;
  let assetPath: string;
  let versionId: string;

  beforeEach(async () => {
    rooms = startRooms(await connect());
    const [version] = await rooms.push({
      'greenroom.yaml': MANIFEST,
      'mails.csv': csv(
        'm1,ham,train,hello,a@x',
        'm2,spam,train,win,b@x',
        'm3,ham,test,hi,c@x',
      ),
    });
    versionId = version.id;
    assetPath = `/assets/${encodeURIComponent(version.assetId)}`;
  });
  afterEach(() => rooms.close());

  const send = async (
    method: 'put' | 'delete' | 'post',
    path: string,
    body: object,
    author = MIRA,
  ) =>
    rooms
      .api()
      [method](path)
      .set('authorization', mockCredentials.user.header(author))
      .send(body);
  const decide = async (
    decisions: readonly Partial<Decide>[],
    { author = MIRA, version = versionId } = {},
  ): Promise<Decided> => {
    const answer = await send(
      'put',
      `${assetPath}/decisions`,
      {
        versionId: version,
        decisions: decisions.map(decision => ({
          key: 'm1',
          kind: 'keep',
          from: 'ham',
          seen: 0,
          ...decision,
        })),
      },
      author,
    );
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  const undo = async (key: string, seen: number, author = MIRA) =>
    (
      await send(
        'delete',
        `${assetPath}/decisions`,
        { versionId, decisions: [{ key, seen }] },
        author,
      )
    ).body;
  const list = async (version: string, keys = ['m1', 'm2', 'm3']) =>
    (await send('post', `/versions/${version}/decisions`, { keys })).body.items;
  const basket = async (author = MIRA) => {
    const { body } = await rooms
      .api()
      .get(`${assetPath}/proposals`)
      .set('authorization', mockCredentials.user.header(author));
    return body.draft?.entries.map(({ key }: { key: string }) => key) ?? [];
  };

  it('land in the basket, and are heard of by the auditor', async () => {
    const { decided } = await decide([
      { kind: 'relabel', to: 'spam', reason: 'an offer' },
      { key: 'm2', from: 'spam', kind: 'later' },
    ]);
    expect(decided).toEqual([
      expect.objectContaining({
        key: 'm1',
        to: 'spam',
        reason: 'an offer',
        author: MIRA,
        revision: 1,
        state: 'standing',
        versionId,
      }),
      expect.objectContaining({ key: 'm2', kind: 'later' }),
    ]);
    expect(await basket()).toEqual(['m1']);
    expect(rooms.audited).toContain('decisions-put succeeded');
  });

  it('of another person are shown, not overwritten, while the rest goes through', async () => {
    await decide([{}]);
    const { decided, conflicts } = await decide(
      [{ kind: 'exclude' }, { key: 'm3' }],
      { author: NOAH },
    );
    expect(decided).toMatchObject([{ key: 'm3' }]);
    expect(conflicts).toMatchObject([
      { key: 'm1', author: MIRA, kind: 'keep', revision: 1 },
    ]);
    expect(await basket()).toEqual(['m1']);
    expect(await basket(NOAH)).toEqual(['m3']);
  });

  it('are overruled by who has seen them, and move to that basket', async () => {
    await decide([{}]);
    await decide([{ kind: 'exclude', seen: 1 }], { author: NOAH });
    expect([await basket(), await basket(NOAH)]).toEqual([[], ['m1']]);
    const { conflicts } = await undo('m1', 2);
    expect(conflicts).toMatchObject([{ author: NOAH }]);
    const { decided } = await undo('m1', 2, NOAH);
    expect(decided).toMatchObject([{ author: MIRA, kind: 'keep' }]);
    expect([await basket(), await basket(NOAH)]).toEqual([['m1'], []]);
  });

  it('that come twice are said once', async () => {
    const first = await decide([{ kind: 'relabel', to: 'spam' }]);
    expect(await decide([{ kind: 'relabel', to: 'spam' }])).toEqual(first);
    expect(await basket()).toEqual(['m1']);
  });

  it('are refused with the remedy, and then none is said', async () => {
    await expect(
      decide([{ key: 'm3' }, { kind: 'relabel', to: 'eggs' }]),
    ).rejects.toThrow('eggs is no class of this data set');
    await expect(decide([{ key: 'm9' }])).rejects.toThrow('no row m9');
    await expect(decide([{ from: 'spam' }])).rejects.toThrow(
      'Row m1 is labelled ham by now, not spam',
    );
    await expect(decide([{}, {}])).rejects.toThrow('Row m1 is named twice');
    expect(await list(versionId)).toEqual([]);
  });

  it('are carried over to the next version, settled by it, or asked again', async () => {
    await decide([
      { key: 'm1', kind: 'relabel', to: 'spam' },
      { key: 'm2', from: 'spam' },
      { key: 'm3', from: 'ham' },
    ]);
    const versions = await rooms.push({
      // The first as decided, the second changed, the third moved.
      'mails.csv': csv(
        'm3,ham,train,hi,c@x',
        'm2,spam,train,win again,b@x',
        'm1,spam,train,hello,a@x',
      ),
    });
    const next = versions.at(-1)!.id;
    const states = Object.fromEntries(
      (await list(next)).map(({ key, state }: Record<string, string>) => [
        key,
        state,
      ]),
    );
    expect(states).toEqual({
      m1: 'settled',
      m2: 'outdated',
      m3: 'standing',
    });
    // What was looked at is no longer what a pull request would change.
    await expect(
      decide([{ key: 'm2', from: 'spam', seen: 1 }]),
    ).rejects.toThrow('Row m2 has other cells in the newest version');
    const { decided } = await decide([{ key: 'm2', from: 'spam', seen: 1 }], {
      version: next,
    });
    expect(decided).toMatchObject([{ revision: 2, state: 'standing' }]);
  });

  it('are taken back with their entry in the basket, and said by putting one there', async () => {
    const entry = { key: 'm1', kind: 'exclude', from: 'ham' };
    await send('put', `${assetPath}/draft/entries`, { entries: [entry] });
    expect(await list(versionId)).toMatchObject([{ kind: 'exclude' }]);
    const theirs = await send(
      'put',
      `${assetPath}/draft/entries`,
      { entries: [entry] },
      NOAH,
    );
    expect(theirs.body.error.message).toContain(
      `${MIRA} decided row m1 already`,
    );
    await send('delete', `${assetPath}/draft/entries`, { keys: ['m1'] });
    expect(await list(versionId)).toEqual([]);
    expect(await basket()).toEqual([]);
  });

  it('ask for both permissions', async () => {
    for (const permission of ['greenroom.propose', 'greenroom.rows.read']) {
      rooms.deny(permission);
      await expect(decide([{}])).rejects.toThrow(permission);
    }
    rooms.deny('greenroom.personal.read');
    expect((await decide([{}])).decided).toHaveLength(1);
  });
});
