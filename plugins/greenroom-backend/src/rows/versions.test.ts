import { testDatabases } from '../database/testDatabases';
import { startRooms } from '../__testUtils__/startRooms';

/** Real git, databases and child processes, on a machine that may be busy. */
jest.setTimeout(240_000);

const MANIFEST = `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: mails
spec:
  version: "1.0.0"
  task: text-classification
  table: { path: mails.csv }
  key: id
  label: label
  split: split
  classes: [ham, spam]
  columns:
    - { name: sender, type: string, personal: true }
    - { name: words, type: integer, from: [{ column: note }] }
`;

const CARD = `---
model_name: sorter
library_name: sklearn
pipeline_tag: text-classification
datasets: [mails]
---
# Sorter
`;

const LOUDER = {
  name: 'louder',
  recipe: { op: 'text', column: 'note', steps: [{ op: 'case', to: 'upper' }] },
  amount: { type: 'times', times: 1 },
};

const csv = (labels: readonly string[]) =>
  [
    'id,label,split,sender,words,note',
    ...labels.map(
      (label, i) =>
        `m${i},${label},${i % 2 ? 'test' : 'train'},person${i}@example.org,${
          i * 10
        },"${i === 1 ? '=1+1' : `note ${i}`}"`,
    ),
  ].join('\n');

const [{ knex: connect }] = testDatabases();

describe('versions and their rows', () => {
  let rooms: ReturnType<typeof startRooms>;
  let from: string;
  let to: string;

  beforeAll(async () => {
    rooms = startRooms(await connect());
    await rooms.push({
      'greenroom.yaml': MANIFEST,
      'mails.csv': csv(['ham', 'ham', 'spam', 'ham']),
      'models/sorter/README.md': CARD,
    });
    rooms.remote.tag('v1.0.0', rooms.remote.head());
    const versions = await rooms.push({
      'greenroom.yaml': MANIFEST.replace('1.0.0', '1.0.1'),
      // The last row is the one before it, in the other split.
      'mails.csv': `${csv(['ham', 'spam', 'spam', 'ham', 'ham'])}\n${csv([
        'ham',
        'spam',
        'spam',
        'ham',
        'ham',
      ])
        .split('\n')
        .at(-1)!
        .replace('m4', 'm5')
        .replace('train', 'test')}`,
    });
    [from, to] = versions.map(({ id }) => id);
  });
  afterAll(() => rooms.close());
  beforeEach(() => rooms.deny());

  const post = async (path: string, body: object) => {
    const answer = await rooms.api().post(path).send(body);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };

  it('has a time line with tags, counts of changes and what they ask of the version', async () => {
    const [asset] = await rooms.assets.listOfKind('dataset');
    const { body } = await rooms
      .api()
      .get(`/assets/${encodeURIComponent(asset.id)}/versions`);
    expect(body.items).toEqual([
      expect.objectContaining({
        id: to,
        tags: [],
        change: { added: 2, removed: 0, relabelled: 1, changed: 1 },
        isBumpTooSmall: true,
      }),
      expect.objectContaining({ id: from, tags: ['v1.0.0'] }),
    ]);
  });

  it('profiles every column, and the classes of each split', async () => {
    const { body } = await rooms.api().get(`/versions/${to}/profile`);
    expect(body).toMatchObject({ rows: 6, masked: [] });
    expect(body.columns).toContainEqual(
      expect.objectContaining({ name: 'words', min: 0, max: 40, nulls: 0 }),
    );
    expect(body.splits).toContainEqual({
      name: 'test',
      rows: 3,
      classes: [
        { label: 'ham', count: 2 },
        { label: 'spam', count: 1 },
      ],
    });
  });

  it('compares two versions by their key, and says what the change asks of the version', async () => {
    const { job, comparison } = await post('/versions/compare', { from, to });
    expect(job.state).toBe('succeeded');
    expect(comparison).toMatchObject({
      matchedBy: 'key',
      rows: { from: 4, to: 6, added: 2, removed: 0, changed: 1 },
      cells: { label: 1 },
      labelTransitions: [{ from: 'ham', to: 'spam', count: 1 }],
      release: { declared: 'patch', isTooSmall: true },
    });
  });

  it('compares the other way round when somebody asks, once', async () => {
    const asked = await post('/versions/compare', { from: to, to: from });
    const again = await post('/versions/compare', { from: to, to: from });
    expect(again.job.id).toBe(asked.job.id);
    await rooms.settle();
    const { comparison } = await post('/versions/compare', {
      from: to,
      to: from,
    });
    expect(comparison.rows).toMatchObject({ added: 0, removed: 2, changed: 1 });
  });

  it('shows changed rows with their cells before and after, by filter and order', async () => {
    const relabelled = await post('/versions/compare/rows', {
      from,
      to,
      filter: { transition: { from: 'ham', to: 'spam' } },
    });
    expect(relabelled).toMatchObject({
      total: 1,
      rows: [
        {
          key: 'm1',
          change: 'changed',
          cells: [{ column: 'label', from: 'ham', to: 'spam' }],
        },
      ],
    });
    const ordered = await post('/versions/compare/rows', {
      from,
      to,
      sort: { column: 'words', direction: 'descending' },
    });
    expect(ordered.rows.map(({ key }: { key: string }) => key)).toEqual([
      'm4',
      'm5',
      'm1',
    ]);
    expect(ordered.rows[0].cells).toContainEqual({
      column: 'words',
      from: null,
      to: 40,
    });
  });

  it('finds rows by ranges and texts, in an order', async () => {
    const page = await post(`/versions/${to}/rows`, {
      filter: { ranges: { words: { min: 10, max: 30 } }, search: 'NOTE' },
      sort: { column: 'words', direction: 'descending' },
    });
    expect(page).toMatchObject({ total: 1, rows: [{ key: 'm2' }] });
  });

  it('gives a page anywhere, in the order of the key', async () => {
    const page = await post(`/versions/${to}/rows`, { offset: 3, limit: 1 });
    expect(page).toMatchObject({ total: 6, offset: 3, rows: [{ key: 'm3' }] });
  });

  it('holds drift against the version before, and says where there is nothing to hold against', async () => {
    const moved = await post(`/versions/${to}/drift`, {
      against: { kind: 'version', versionId: from },
    });
    expect(moved.job.state).toBe('succeeded');
    expect(moved.columns[0].verdict).toBe('too few rows');
    await post(`/versions/${to}/drift`, { against: { kind: 'reference' } });
    await rooms.settle();
    const { remark } = await post(`/versions/${to}/drift`, {
      against: { kind: 'reference' },
    });
    expect(remark).toMatch(/no reference population.*spec\.reference/s);
  });

  it('does not call it drift that two splits are two', async () => {
    const against = { kind: 'split', from: 'train', to: 'test' };
    await post(`/versions/${to}/drift`, { against });
    await rooms.settle();
    const { job, columns } = await post(`/versions/${to}/drift`, { against });
    expect(job.state).toBe('succeeded');
    const names = columns.map(({ column }: { column: string }) => column);
    expect(names).not.toContain('split');
    expect(names).toContain('label');
  });

  it('finds rows that cross between splits, and shows them a page at a time', async () => {
    const answer = await post(`/versions/${to}/leakage`, { limit: 1 });
    expect(answer).toMatchObject({ hidden: false, total: 1 });
    expect(answer.job.state).toBe('succeeded');
    expect(answer.items).toEqual([
      expect.objectContaining({
        kind: 'exact',
        key: 'm5',
        split: 'test',
        otherKey: 'm4',
        otherSplit: 'train',
      }),
    ]);
    expect(answer.counts).toEqual([
      { kind: 'exact', split: 'test', otherSplit: 'train', rows: 1 },
    ]);
  });

  it('tells in which versions a row is, and which models saw it there', async () => {
    const seen = async (key: string) => {
      const { versions, models } = await post(`/versions/${to}/row-lineage`, {
        key,
      });
      return [
        versions.map(
          ({ node, split }: { node: { title: string }; split: string }) => [
            node.title,
            split,
          ],
        ),
        models.map(({ saw, way }: { saw: string; way: { kind: string }[] }) => [
          saw,
          ...way.map(({ kind }) => kind),
        ]),
      ];
    };
    expect(await seen('m1')).toEqual([
      [
        ['mails 1.0.0', 'test'],
        ['mails 1.0.1', 'test'],
      ],
      // The card names no split, so all of it may have been seen.
      [['trained', 'trained on']],
    ]);
    expect(await seen('m5')).toEqual([[['mails 1.0.1', 'test']], []]);
    const none = await rooms
      .api()
      .post(`/versions/${to}/row-lineage`)
      .send({ key: 'nobody' });
    expect(none.status).toBe(404);
  });

  it('has of which columns a column was made, as the manifest declares it', async () => {
    const { body } = await rooms.api().get(`/versions/${to}/column-lineage`);
    expect(body.edges).toEqual([
      expect.objectContaining({
        from: { node: `version:${to}`, column: 'note' },
        to: { node: `version:${to}`, column: 'words' },
        origin: 'greenroom.yaml',
      }),
    ]);
  });

  it('exports rows that no spreadsheet runs, and writes down who took them', async () => {
    const answer = await rooms
      .api()
      .post(`/versions/${to}/export`)
      .send({ filter: { equals: { label: 'spam' } } });
    expect(answer.headers['content-type']).toMatch(/text\/csv/);
    expect(answer.text.split('\r\n')).toEqual([
      'id,label,split,sender,words,note',
      `m1,spam,test,person1@example.org,10,'=1+1`,
      'm2,spam,train,person2@example.org,20,note 2',
      '',
    ]);
    expect(rooms.audited).toContain('rows-export succeeded');
  });

  const made = async (rowsShown: 'kept' | 'dropped' = 'kept') => {
    const path = `/versions/${to}/augmentations/preview`;
    const question = { augmentation: LOUDER, rows: rowsShown };
    await post(path, question);
    await rooms.settle();
    return post(path, question);
  };

  it('shows rows that a recipe makes beside their parents, and takes what may be made from the manifest', async () => {
    const { body } = await rooms.api().get(`/versions/${to}/augmentations`);
    expect(body).toMatchObject({
      declared: [],
      texts: ['sender', 'note'],
      splits: expect.arrayContaining(['train', 'test']),
      classes: ['ham', 'spam'],
      judges: [],
    });
    const kept = await made();
    expect(kept).toMatchObject({
      isDeclared: false,
      columns: ['words', 'note'],
      counts: { made: 3, kept: 2, leftEmpty: ['sender'] },
      items: [
        {
          parents: ['m0'],
          cells: { words: 0, note: 'NOTE 0' },
          parentCells: [{ words: 0, note: 'note 0' }],
        },
        { parents: ['m2'] },
      ],
    });
    // Its text stands among the tested rows, too.
    const dropped = await made('dropped');
    expect(dropped.items).toMatchObject([{ parents: ['m4'] }]);
  });

  it('refuses recipes that the manifest would not take, naming the field', async () => {
    const answer = await rooms
      .api()
      .post(`/versions/${to}/augmentations/preview`)
      .send({ augmentation: { ...LOUDER, recipe: { op: 'melt' } } });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(/recipe/);
  });

  describe('without greenroom.personal.read', () => {
    beforeEach(() => rooms.deny('greenroom.personal.read'));

    it.each([
      ['rows', () => post(`/versions/${to}/rows`, {})],
      ['changed rows', () => post('/versions/compare/rows', { from, to })],
      [
        'drift',
        () =>
          post(`/versions/${to}/drift`, {
            against: { kind: 'version', versionId: from },
          }),
      ],
      ['rows that are made', () => made()],
      [
        'a profile',
        async () => (await rooms.api().get(`/versions/${to}/profile`)).body,
      ],
    ])(
      'what is told of %s has of a personal column its name only',
      async (_what, ask) => {
        const answer = await ask();
        expect(answer.masked).toEqual(['sender']);
        expect(JSON.stringify(answer)).not.toMatch(/person\d/);
      },
    );

    it('an export leaves it out', async () => {
      const { text } = await rooms
        .api()
        .post(`/versions/${to}/export`)
        .send({});
      expect(text).not.toMatch(/sender|person/);
    });

    it.each([
      ['a search', 'rows', { filter: { search: 'person1' } }, 200],
      ['a filter', 'rows', { filter: { equals: { sender: 'a' } } }, 400],
      [
        'an order',
        'rows',
        { sort: { column: 'sender', direction: 'ascending' } },
        400,
      ],
    ])('%s does not reach it', async (_what, route, body, status) => {
      const answer = await rooms
        .api()
        .post(`/versions/${to}/${route}`)
        .send(body);
      expect(answer.status).toBe(status);
      expect(answer.body.total ?? 0).toBe(0);
    });
  });

  describe('each route asks for its permission', () => {
    const against = () => ({ kind: 'version', versionId: from });
    const routes: [string, string, () => string, () => object][] = [
      ['metadata', 'rows', () => `/versions/${to}/rows`, () => ({})],
      [
        'metadata',
        'changed rows',
        () => '/versions/compare/rows',
        () => ({ from, to }),
      ],
      ['rows', 'comparison', () => '/versions/compare', () => ({ from, to })],
      [
        'rows',
        'drift',
        () => `/versions/${to}/drift`,
        () => ({ against: against() }),
      ],
      ['metadata', 'leakage', () => `/versions/${to}/leakage`, () => ({})],
      [
        'rows',
        'row lineage',
        () => `/versions/${to}/row-lineage`,
        () => ({ key: 'm1' }),
      ],
      ['rows', 'export', () => `/versions/${to}/export`, () => ({})],
      [
        'rows',
        'made rows',
        () => `/versions/${to}/augmentations/preview`,
        () => ({ augmentation: LOUDER }),
      ],
      [
        'rows',
        'thumbnails',
        () => `/versions/${to}/thumbnails`,
        () => ({ keys: ['m1'] }),
      ],
    ];

    it.each(routes)('%s.read: %s', async (permission, _what, path, body) => {
      rooms.deny(`greenroom.${permission}.read`);
      const denied = await rooms.api().post(path()).send(body());
      expect(denied.status).toBe(403);
      rooms.deny();
      const allowed = await rooms.api().post(path()).send(body());
      expect(allowed.status).toBe(200);
    });

    it('rows.read: profile', async () => {
      rooms.deny('greenroom.rows.read');
      expect((await rooms.api().get(`/versions/${to}/profile`)).status).toBe(
        403,
      );
    });

    it.each([
      ['rows', () => `/versions/${to}/rows`, () => ({})],
      ['changed rows', () => '/versions/compare/rows', () => ({ from, to })],
    ])(
      'without rows.read %s are said to be hidden',
      async (_what, path, body) => {
        rooms.deny('greenroom.rows.read');
        const { body: page } = await rooms.api().post(path()).send(body());
        expect(page).toMatchObject({ hidden: true, total: 0 });
        expect(page.rows ?? page.items).toEqual([]);
      },
    );
  });
});
