import type {
  Annotators,
  LabelGroups,
  LabelIssue,
  LabelQuality,
} from '@greenroom/backstage-plugin-greenroom-common';
import { testDatabases } from '../database/testDatabases';
import { startRooms } from '../__testUtils__/startRooms';

/** Real git, databases and child processes, on a machine that may be busy. */
jest.setTimeout(240_000);

const MANIFEST = `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: shapes
spec:
  version: "1.0.0"
  task: tabular-classification
  table: { path: shapes.csv }
  key: id
  label: shape
  split: split
  annotator: by
  classes: [circle, square]
  columns:
    - { name: by, type: string, personal: true }
    - { name: weight, type: number, personal: true }
`;

type LabelGroup = LabelGroups['groups'][number];
type Annotator = Annotators['annotators'][number];

/** Rows whose label is another one than that of their cluster. */
const FLIPPED = ['r010', 'r033'];
/** The same input as r004, with the other label. */
const CONFLICTING = 'r080';
/** The same input as r006, in another split. */
const COPY = 'r081';
const FAR = 'r082';

type Shape = { id: string; shape: string; split: string; values: number[] };

/** Two clusters on a curve of their own each: no two rows are alike but those planted. */
function shapes(): Shape[] {
  const rows = Array.from({ length: 80 }, (_, i): Shape => {
    const id = `r${String(i).padStart(3, '0')}`;
    const isSquare = i % 2 === 1;
    const turn = i * 2.399;
    const values = [
      (isSquare ? 4 : -4) + Math.cos(turn),
      Math.sin(turn),
      Math.cos(3 * turn),
      (isSquare ? -3 : 3) + Math.sin(2 * turn) / 2,
    ];
    const isGiven = isSquare !== FLIPPED.includes(id);
    return {
      id,
      shape: isGiven ? 'square' : 'circle',
      split: i % 4 === 3 ? 'test' : 'train',
      values,
    };
  });
  return [
    ...rows,
    { ...rows[4], id: CONFLICTING, shape: 'square' },
    { ...rows[6], id: COPY, split: 'test' },
    { id: FAR, shape: 'circle', split: 'train', values: [0.1, 60, -60, 0.2] },
  ];
}

function csv(rows: readonly Shape[]): string {
  return [
    'id,shape,split,by,weight,a,b,c,d',
    ...rows.map(({ id, shape, split, values }, i) =>
      [id, shape, split, i % 3 ? 'ann' : 'bo', i, ...values].join(','),
    ),
  ].join('\n');
}

const PEOPLE = ['ann', 'bo', 'cy', 'dee'];

/** Three who see the cluster, and one who says circle whatever it is; nobody looks at every fifth row. */
function votes(rows: readonly Shape[]): string {
  const lines = rows.flatMap(({ id, values }, i) =>
    i % 5 === 4
      ? []
      : PEOPLE.map(who => {
          const isSquare = values[0] > 0 && who !== 'dee';
          return `${id},${who},${isSquare ? 'square' : 'circle'}`;
        }),
  );
  return ['row,who,said', ...lines, 'gone,ann,circle'].join('\n');
}

const ANNOTATED = `${MANIFEST}  annotators:
    { table: votes.csv, key: row, annotator: who, label: said, personal: true }
`;

const [{ knex: connect }] = testDatabases();

describe('label quality without a model', () => {
  let rooms: ReturnType<typeof startRooms>;
  let versionId: string;

  beforeAll(async () => {
    rooms = startRooms(await connect());
    const versions = await rooms.push({
      'greenroom.yaml': MANIFEST,
      'shapes.csv': csv(shapes()),
    });
    versionId = versions.at(-1)!.id;
  });
  afterAll(() => rooms.close());
  beforeEach(() => rooms.deny());

  const get = async (path: string) => {
    const { status, body } = await rooms.api().get(path);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body;
  };
  const labels = (query = ''): Promise<LabelQuality> =>
    get(`/versions/${versionId}/labels?${query}`);
  const keysOf = ({ items }: LabelQuality) => items.map(({ key }) => key);

  it('judges by a probe of the columns, and says so', async () => {
    const { job, rows, predictions } = await labels();
    expect(job).toMatchObject({ state: 'succeeded' });
    expect(rows).toBe(83);
    expect(predictions).toEqual([
      {
        splits: ['test', 'train'],
        origin: 'a 5-fold probe of the columns a, b, c, d',
        rows: 83,
      },
    ]);
  });

  it('counts what each value of a facet leaves of the filter', async () => {
    const { facets, total } = await labels(
      'kind=label_error&given=square&facets=counted',
    );
    const of = (field: string, value: string) =>
      facets![field].find(each => each.value === value)?.count ?? 0;
    expect(of('given', 'square')).toBe(total);
    expect(of('kind', 'label_error')).toBe(total);
    expect(of('decided', 'open')).toBe(total);
    const other = await labels('kind=label_error&given=circle');
    expect(of('given', 'circle')).toBe(other.total);
    const conflicts = await labels('kind=conflict&given=square');
    expect(of('kind', 'conflict')).toBe(conflicts.total);
    rooms.deny('greenroom.personal.read');
    const seen = await labels('facets=counted');
    expect(Object.keys(seen.facets!)).not.toContain('annotator');
    expect((await labels()).facets).toBeUndefined();
  });

  it('finds the labels that were flipped, with what they likely are', async () => {
    const found = await labels('kind=label_error&limit=200');
    expect(keysOf(found)).toEqual(expect.arrayContaining(FLIPPED));
    const flipped = found.items.find(({ key }) => key === 'r010')!;
    expect(flipped).toMatchObject({
      given: 'square',
      suggested: 'circle',
      likely: [{ label: 'circle' }, { label: 'square' }],
    });
    expect(flipped.entropy).toBeLessThan(0.9);
    expect(flipped.score).toBe(flipped.pGiven);
  });

  it('shows each row with its nearest rows, the nearest first', async () => {
    const { items } = await labels(`key=${CONFLICTING}`);
    const { neighbours } = items[0];
    expect(neighbours).toHaveLength(10);
    expect(neighbours[0]).toEqual({
      key: 'r004',
      label: 'circle',
      split: 'train',
      distance: 0,
    });
    const distances = neighbours.map(({ distance }) => distance);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
  });

  it('gives the issues of the rows that are named', async () => {
    const found = await labels('key=r010&key=r004&kind=outlier');
    expect([...new Set(keysOf(found))].sort()).toEqual(['r004', 'r010']);
  });

  it('puts rows of one input with two labels into a conflict', async () => {
    const { groups, total } = await get(
      `/versions/${versionId}/labels/groups?kind=conflict`,
    );
    expect(groups).toHaveLength(total);
    const group = groups.find(({ rows }: LabelGroup) =>
      rows.some(({ key }) => key === CONFLICTING),
    );
    expect(group).toMatchObject({
      size: 2,
      rows: [{ key: 'r004' }, { key: CONFLICTING }],
      labels: [
        { label: 'circle', count: 1 },
        { label: 'square', count: 1 },
      ],
    });
    const { items } = await labels(`key=${CONFLICTING}`);
    expect(items.find(({ kind }) => kind === 'conflict')!.group).toBe(group.id);
  });

  it('finds exact duplicates, the row unlike all others, and what crosses splits', async () => {
    expect(keysOf(await labels('kind=exact_duplicate')).sort()).toEqual([
      'r004',
      'r006',
      CONFLICTING,
      COPY,
    ]);
    expect(keysOf(await labels('kind=outlier'))).toContain(FAR);
    const { checks } = await labels();
    expect(checks).toContainEqual(
      expect.objectContaining({ name: 'Leakage', state: 'found' }),
    );
    expect(checks).toContainEqual(
      expect.objectContaining({ name: 'Declared classes', state: 'passed' }),
    );
  });

  it('adds issues up by kind and by class', async () => {
    const all = await labels('limit=200');
    for (const { kind, count } of all.byKind!)
      expect([kind, count]).toEqual([
        kind,
        all.items.filter(issue => issue.kind === kind).length,
      ]);
    const rows = all.byClass!.reduce((sum, each) => sum + each.rows, 0);
    expect(rows).toBe(83);
    const suggested = (issue: LabelIssue) =>
      issue.kind === 'label_error' && issue.suggested === 'circle';
    expect(all.byClass!.find(({ label }) => label === 'circle')!.missing).toBe(
      all.items.filter(suggested).length,
    );
  });

  it('filters by score, split and class together', async () => {
    const { items } = await labels('below=0.5&split=train&given=square');
    expect(items.length).toBeGreaterThan(0);
    for (const { score, split, given } of items) {
      expect(score).toBeLessThanOrEqual(0.5);
      expect([split, given]).toEqual(['train', 'square']);
    }
  });

  it('says what is wrong with a filter', async () => {
    const { status, body } = await rooms
      .api()
      .get(`/versions/${versionId}/labels?kind=typo`);
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/kind/);
  });

  it('maps all rows by two directions, or by two columns', async () => {
    const map = await get(`/versions/${versionId}/labels/map`);
    expect(map.points).toHaveLength(83);
    expect(map.columns).toEqual(['weight', 'a', 'b', 'c', 'd']);
    const byColumns = await get(`/versions/${versionId}/labels/map?x=a&y=b`);
    expect(byColumns.axes).toEqual({ x: 'a', y: 'b' });
    const far = byColumns.points.find(({ key }: LabelIssue) => key === FAR);
    expect(far).toMatchObject({ x: 0.1, y: 60, label: 'circle' });
  });

  it('counts for each annotator what looks right, and what they confuse', async () => {
    const { design, annotators } = await get(
      `/versions/${versionId}/labels/annotators`,
    );
    expect(design).toBe('one');
    const rows = annotators.map(({ annotator, rows: n }: Annotator) => [
      annotator,
      n,
    ]);
    expect(Object.fromEntries(rows)).toEqual({ ann: 55, bo: 28 });
    for (const { quality, confusion } of annotators) {
      const right = confusion.counts[0][0] + confusion.counts[1][1];
      expect(quality.value).toBeCloseTo(right / quality.n, 9);
      expect(quality.low).toBeLessThan(quality.value);
    }
  });

  it('tells how the labels fared over versions', async () => {
    const [asset] = await rooms.assets.listOfKind('dataset');
    const { items } = await get(
      `/assets/${encodeURIComponent(asset.id)}/labels/history`,
    );
    expect(items).toEqual([
      expect.objectContaining({ versionId, semver: '1.0.0', rows: 83 }),
    ]);
  });

  it('tells decided rows from open ones, and how far people came', async () => {
    const [asset] = await rooms.assets.listOfKind('dataset');
    const { status } = await rooms
      .api()
      .put(`/assets/${encodeURIComponent(asset.id)}/decisions`)
      .send({
        versionId,
        decisions: [
          {
            key: 'r010',
            kind: 'relabel',
            from: 'square',
            to: 'circle',
            seen: 0,
          },
        ],
      });
    expect(status).toBe(200);
    const decided = await labels('decided=decided');
    expect(new Set(keysOf(decided))).toEqual(new Set(['r010']));
    expect(decided.items[0].decision).toMatchObject({
      kind: 'relabel',
      to: 'circle',
      state: 'standing',
    });
    expect(decided.progress).toMatchObject({ decided: 1, later: 0, again: 0 });
    expect(keysOf(await labels('decided=open&limit=200'))).not.toContain(
      'r010',
    );
  });

  it('tells no personal column to who may not see it', async () => {
    rooms.deny('greenroom.personal.read');
    const { items, byAnnotator } = await labels();
    expect(byAnnotator).toBeUndefined();
    expect(items.some(({ annotator }) => annotator !== undefined)).toBe(false);
    const refused = await rooms
      .api()
      .get(`/versions/${versionId}/labels?annotator=ann`);
    expect(refused.status).toBe(400);
    const map = await get(`/versions/${versionId}/labels/map`);
    expect(map.columns).not.toContain('weight');
    const axis = await rooms
      .api()
      .get(`/versions/${versionId}/labels/map?x=weight&y=a`);
    expect(axis.status).toBe(400);
    expect(await get(`/versions/${versionId}/labels/annotators`)).toMatchObject(
      { design: 'none', annotators: [] },
    );
  });

  it('tells nothing to who may not see rows', async () => {
    rooms.deny('greenroom.rows.read');
    for (const part of ['', '/groups?kind=conflict', '/map', '/annotators']) {
      const { status } = await rooms
        .api()
        .get(`/versions/${versionId}/labels${part}`);
      expect([part, status]).toEqual([part, 403]);
    }
  });
});

describe('label quality by several annotators', () => {
  let rooms: ReturnType<typeof startRooms>;
  let versionId: string;

  beforeAll(async () => {
    rooms = startRooms(await connect());
    const versions = await rooms.push({
      'greenroom.yaml': ANNOTATED,
      'shapes.csv': csv(shapes()),
      'votes.csv': votes(shapes()),
    });
    versionId = versions.at(-1)!.id;
  });
  afterAll(() => rooms.close());
  beforeEach(() => rooms.deny());

  const get = async (path: string) => {
    const { status, body } = await rooms
      .api()
      .get(`/versions/${versionId}/labels${path}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body;
  };

  it('doubts labels that the consensus contradicts, with what people said', async () => {
    const { items } = await get('?kind=label_error&limit=200');
    const found = items.find(({ key }: LabelIssue) => key === 'r033');
    expect(found).toMatchObject({
      given: 'circle',
      suggested: 'square',
      why: expect.stringMatching(/^3 of 4 annotators say square\./),
    });
  });

  it('tells how well people agree, and who confuses what', async () => {
    const { design, annotators, agreement, pairs } = await get('/annotators');
    expect(design).toBe('several');
    expect(annotators[0]).toMatchObject({ annotator: 'dee', rows: 67 });
    const { classes, counts } = annotators[0].confusion;
    expect(classes).toEqual(['circle', 'square']);
    expect(counts[1]).toEqual([0, 0]);
    expect(agreement).toMatchObject({ rows: 67 });
    expect(agreement.remark).toMatch(/CROWDLAB/);
    const [best] = pairs.filter(
      ({ a, b }: { a: string; b: string }) => a !== 'dee' && b !== 'dee',
    );
    expect(best).toMatchObject({ cohenKappa: expect.closeTo(1, 9), n: 67 });
  });

  it('names the rows for which one more label would tell most, the first to ask first', async () => {
    const { next } = await get('/annotators');
    expect(next).toHaveLength(50);
    const scores = next.map(({ score }: { score: number }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
  });

  it('says which labels belong to no row', async () => {
    const { checks } = await get('');
    expect(checks).toContainEqual({
      name: 'Several annotators',
      state: 'found',
      text: expect.stringMatching(/^1 labels of annotators belong to no/),
    });
  });

  it('names nobody to who may not see personal columns', async () => {
    rooms.deny('greenroom.personal.read');
    const answer = await get('/annotators');
    for (const who of PEOPLE)
      expect(JSON.stringify(answer)).not.toContain(`"${who}"`);
    expect(answer.annotators[0].annotator).toBe('annotator 1');
  });

  it('judges again when labels come while the rows stay', async () => {
    const [asset] = await rooms.assets.listOfKind('dataset');
    await rooms.push({ 'votes.csv': 'row,who,said\nr033,ann,circle\n' });
    expect(await rooms.assets.listVersions(asset.id)).toHaveLength(1);
    const { annotators } = await get('/annotators');
    expect(annotators).toEqual([
      expect.objectContaining({ annotator: 'ann', rows: 1 }),
    ]);
  });
});
