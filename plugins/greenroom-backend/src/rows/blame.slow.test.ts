import { testDatabases } from '../database/testDatabases';
import { startRooms } from '../__testUtils__/startRooms';

/** Real git, databases and child processes, on a machine that may be busy. */
jest.setTimeout(240_000);

const manifest = (version: string) => `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: mails
spec:
  version: "${version}"
  task: text-classification
  table: { path: mails.csv }
  key: id
  label: label
  split: split
  classes: [ham, spam]
  columns:
    - { name: sender, type: string, personal: true }
`;

const [{ knex: connect }] = testDatabases();

type Blame = {
  job: { id: string; state: string };
  rows: {
    key: string;
    cells: { column: string; value: unknown; commit: number }[];
  }[];
  commits: { message: string }[];
  masked: string[];
  remark?: string;
};

describe('blame of a version', () => {
  let rooms: ReturnType<typeof startRooms>;
  let versions: readonly { id: string }[];

  const push = async (version: string, csv: string) => {
    versions = await rooms.push({
      'greenroom.yaml': manifest(version),
      'mails.csv': csv,
    });
  };
  const ask = (keys: readonly string[], versionId = versions.at(-1)!.id) =>
    rooms.api().post(`/versions/${versionId}/blame`).send({ keys });
  const blame = async (
    keys: readonly string[],
    versionId?: string,
  ): Promise<Blame> => {
    await ask(keys, versionId);
    await rooms.settle();
    const { status, body } = await ask(keys, versionId);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body;
  };
  /** Which push set each cell, by the version that its commit declared. */
  const pushes = ({ rows, commits }: Blame) =>
    rows.map(({ key, cells }) => [
      key,
      Object.fromEntries(
        cells.map(({ column, commit }) => [column, commits[commit].message]),
      ),
    ]);

  beforeAll(async () => {
    rooms = startRooms(await connect());
    await push(
      '1.0.0',
      'id,label,split,sender\nm1,ham,train,a\nm2,ham,test,b\n',
    );
    await push(
      '1.0.1',
      'label,id,split,sender\nspam,m2,test,b\nham,m1,train,a\n',
    );
  });
  afterAll(() => rooms.close());
  beforeEach(() => rooms.deny());

  it('begins a job for the first who asks, and answers when it is done', async () => {
    const first: Blame = (await ask(['m2'])).body;
    expect(first).toMatchObject({ rows: [], commits: [] });
    const done = await blame(['m2', 'none']);
    expect(done.job).toMatchObject({ id: first.job.id, state: 'succeeded' });
    expect(done.rows).toEqual([
      {
        key: 'm2',
        cells: [
          { column: 'label', value: 'spam', commit: 0 },
          { column: 'id', value: 'm2', commit: 1 },
          { column: 'split', value: 'test', commit: 1 },
          { column: 'sender', value: 'b', commit: 1 },
        ],
      },
    ]);
    expect(done.commits).toHaveLength(2);
    expect(done.remark).toBeUndefined();
  });

  it('goes on from the version before, passing over what cannot be read', async () => {
    await blame(['m1']);
    await push('1.0.2', 'id,label,split,sender\nm1,ham\n');
    await push(
      '1.0.3',
      'id,label,split,sender\nm1,spam,train,a\nm3,ham,test,c\n',
    );
    const before = (await blame(['m1'], versions[0].id)).commits;
    const after = await blame(['m1', 'm3']);
    expect(after.remark).toMatch(/Passed over.*could not be read/);
    const [[, m1], [, m3]] = pushes(after) as [string, object][];
    expect(new Set(Object.values(m3)).size).toBe(1);
    expect(m1).toMatchObject({ split: before[0].message });
    expect(
      after.rows[0].cells.find(({ column }) => column === 'label')?.commit,
    ).toBe(after.rows[1].cells[0].commit);
  });

  it('hides personal columns and asks for the permission to see rows', async () => {
    rooms.deny('greenroom.personal.read');
    const masked = await blame(['m1']);
    expect(masked.masked).toEqual(['sender']);
    expect(masked.rows[0].cells.map(({ column }) => column)).toEqual([
      'id',
      'label',
      'split',
    ]);
    rooms.deny('greenroom.rows.read');
    expect((await ask(['m1'])).status).toBe(403);
  });

  it('refuses more keys than a page has', async () => {
    const { status } = await ask(
      Array.from({ length: 201 }, (_, i) => `m${i}`),
    );
    expect(status).toBe(400);
  });
});
