import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  Decide,
  Decided,
} from '@greenroom/backstage-plugin-greenroom-common';
import { rememberRooms } from '../../__testUtils__/rememberRooms';

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

describe('decisions', () => {
  let read: Awaited<ReturnType<typeof rememberRooms>>;
  let rooms: ReturnType<typeof read.open>;
  let assetPath: string;
  let versionId: string;

  beforeAll(async () => {
    read = await rememberRooms({
      'greenroom.yaml': MANIFEST,
      'mails.csv': csv(
        'm1,ham,train,hello,a@x',
        'm2,spam,train,win,b@x',
        'm3,ham,test,hi,c@x',
      ),
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

  describe('beside other changes in the basket', () => {
    const put = (entries: readonly object[], author = MIRA) =>
      send('put', `${assetPath}/draft/entries`, { entries }, author);
    const cell = (column: string, to: string | null, row = 'm1') => ({
      kind: 'cell',
      key: 'any',
      row,
      column,
      from: 'said by a browser',
      to,
      evidence: 'said by a browser',
    });
    const add = (cells: Record<string, string>) => ({
      kind: 'add',
      key: 'any',
      row: cells.id,
      cells,
    });

    it('has cells with what stands in the newest version, and goes back step by step', async () => {
      const { body } = await put([cell('text', 'hello you')]);
      expect(body.entries).toEqual([
        {
          kind: 'cell',
          key: 'cell ["m1","text"]',
          row: 'm1',
          column: 'text',
          from: 'hello',
          to: 'hello you',
        },
      ]);
      await put([{ key: 'm2', kind: 'exclude', from: 'spam' }]);
      await put([cell('text', 'hello all')]);
      const steps = [];
      for (let i = 0; i < 3; i++) {
        const back = await send('post', `${assetPath}/draft/undo`, {});
        steps.push(
          back.body.entries.map(
            (entry: { to?: string; key: string }) => entry.to ?? entry.key,
          ),
        );
      }
      expect(steps).toEqual([['m2', 'hello you'], ['hello you'], []]);
      expect(await list(versionId)).toEqual([]);
      expect(
        (await send('post', `${assetPath}/draft/undo`, {})).body.error.message,
      ).toContain('no change of your basket to take back');
    });

    const REFUSED: readonly (readonly [object, string])[] = [
      [cell('label', 'spam'), 'label is the label of row m1. Relabel it'],
      [cell('split', 'test'), 'split is the split of row m1. Move it'],
      [cell('text', 'x', 'm9'), 'There is no row m9 in the newest version'],
      [cell('age', '3'), 'have no column age that can be edited'],
      [
        { kind: 'move', key: 'x', row: 'm1', from: 'x', to: 'dev' },
        'There is no split dev. Choose one of test, train.',
      ],
      [
        add({ id: 'm1', label: 'ham', split: 'train' }),
        'row m1, id: There is a row m1 already',
      ],
      [
        add({ id: 'm7', label: 'eggs', split: 'train' }),
        'row m7, label: eggs is no class of this data set. Choose one of ham, spam.',
      ],
      [
        { kind: 'restore', key: 'x', row: 'm1', versionId: 'v0' },
        'mails has no version v0',
      ],
      [
        {
          kind: 'card',
          key: 'x',
          section: 'Uses',
          from: '',
          to: 'None.',
        },
        'mails has no card. Add a README.md',
      ],
      [
        {
          kind: 'manifest',
          key: 'x',
          path: ['spec', 'task'],
          from: null,
          to: 'dancing',
        },
        'greenroom.yaml',
      ],
    ];

    it('refuses what cannot be, with the remedy, and then nothing is in', async () => {
      for (const [entry, message] of REFUSED) {
        const { body } = await put([entry]);
        expect(body.error?.message).toContain(message);
      }
      expect(await basket()).toEqual([]);
    });

    it('has rows that were removed come back, and fields of the manifest', async () => {
      await rooms.push({
        'mails.csv': csv('m1,ham,train,hello,a@x', 'm3,ham,test,hi,c@x'),
      });
      const { body } = await put([
        { kind: 'restore', key: 'x', row: 'm2', versionId },
        {
          kind: 'manifest',
          key: 'x',
          path: ['metadata', 'title'],
          from: 'anything',
          to: 'Mails',
        },
      ]);
      expect(body.entries).toMatchObject([
        { key: 'restore m2', label: 'spam' },
        { key: 'manifest ["metadata","title"]', from: null, to: 'Mails' },
      ]);
    });

    it('shows an upload with its problems before anything is added', async () => {
      const { body } = await send('post', `${assetPath}/new-rows/check`, {
        format: 'csv',
        text: 'id,label,split,text\nm8,ham,train,"a, b"\nm1,ham,train,c\n',
      });
      expect(body).toEqual({
        rows: [
          {
            key: 'm8',
            cells: { id: 'm8', label: 'ham', split: 'train', text: 'a, b' },
          },
          {
            key: 'm1',
            cells: { id: 'm1', label: 'ham', split: 'train', text: 'c' },
          },
        ],
        problems: [
          {
            row: 2,
            column: 'id',
            message:
              'There is a row m1 already. Edit that one, or give this one another id.',
          },
        ],
        problemCount: 1,
      });
      expect(await basket()).toEqual([]);
    });

    it('is opened by its link, without personal data, and taken from', async () => {
      const { body: draft } = await put([
        cell('sender', 'z@x'),
        cell('text', 'hey'),
      ]);
      const open = () =>
        rooms
          .api()
          .get(`/proposals/${draft.id}`)
          .set('authorization', mockCredentials.user.header(NOAH));
      expect((await open()).body.entries[0]).toMatchObject({
        from: 'a@x',
        to: 'z@x',
      });
      const keys = draft.entries.map(({ key }: { key: string }) => key);
      const take = (some: string[]) =>
        send(
          'post',
          `${assetPath}/draft/take`,
          { proposalId: draft.id, keys: some },
          NOAH,
        );
      await take(keys.slice(1));
      expect(await basket(NOAH)).toEqual(['cell ["m1","text"]']);
      rooms.deny('greenroom.personal.read');
      expect((await open()).body.entries[0]).toMatchObject({
        from: null,
        to: null,
        hidden: ['sender'],
      });
      expect((await take(keys)).status).toBe(403);
      expect((await put([cell('sender', 'y@x')])).status).toBe(403);
      expect(
        (
          await put([
            add({ id: 'm9', label: 'ham', split: 'train', sender: 'q' }),
          ])
        ).body.error.message,
      ).toContain('There is no column sender that you may fill');
    });
  });

  it('are taken out with all that git does not hold; the rest is rebuilt, and pages are as before', async () => {
    await decide([{ kind: 'relabel', to: 'spam', reason: 'an offer' }]);
    await decide([{ key: 'm2', from: 'spam', kind: 'later' }], {
      author: NOAH,
    });
    await send('put', `${assetPath}/filters`, { name: 'odd', query: 'a=b' });
    const get = async (from: typeof rooms, path: string) => {
      const { status, body, text } = await from
        .api()
        .get(path)
        .set('authorization', mockCredentials.user.header(MIRA));
      if (status !== 200) throw new Error(`${path}: ${text}`);
      return body;
    };
    const pages = async (from: typeof rooms) => {
      const version = `/versions/${versionId}`;
      const asked = [
        '/assets',
        assetPath,
        `${assetPath}/versions`,
        `/lineage?assetId=${encodeURIComponent(read.versions[0].assetId)}`,
        `${assetPath}/plans`,
        `${assetPath}/proposals`,
        `${assetPath}/filters`,
        `${assetPath}/texts`,
        `${assetPath}/labels/history`,
        `/runs?datasetAssetId=${encodeURIComponent(read.versions[0].assetId)}`,
        `${version}/profile`,
        `${version}/labels`,
        `${version}/audits`,
        '/sources',
      ];
      const answers = await Promise.all(asked.map(path => get(from, path)));
      for (const [path, body] of [
        ['rows', {}],
        ['decisions', { keys: ['m1', 'm2', 'm3'] }],
      ] as const)
        answers.push(
          (
            await from
              .api()
              .post(`${version}/${path}`)
              .set('authorization', mockCredentials.user.header(MIRA))
              .send(body)
          ).body,
        );
      return answers.map(withoutWhen);
    };
    const before = await pages(rooms);
    const exported = await rooms
      .api()
      .get('/originals/export')
      .buffer()
      .parse((res, done) => {
        let text = '';
        res.on('data', chunk => {
          text += chunk;
        });
        res.on('end', () => done(null, text));
      });

    const empty = await read.openEmpty();
    try {
      const { status, body } = await empty
        .api()
        .post('/originals/restore')
        .set('content-type', 'application/jsonl')
        .send(exported.body);
      expect({ status, body }).toMatchObject({ status: 200 });
      await empty.read();
      expect(await pages(empty)).toEqual(before);
    } finally {
      await empty.close();
    }
  });
});

/** What is derived anew bears another time, and was found by another job. */
const DERIVED_ANEW = ['job', 'lastFetchAt', 'lagSeconds', 'syncs', 'revision'];

function withoutWhen(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer), (name, value) => {
    if (DERIVED_ANEW.includes(name)) return undefined;
    if (name === 'sync') return { ...value, at: undefined };
    return value;
  });
}
