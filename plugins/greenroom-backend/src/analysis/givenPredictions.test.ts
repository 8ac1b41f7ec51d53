import type {
  AssetCard,
  AssetList,
  Run,
  RunList,
} from '@greenroom/backstage-plugin-greenroom-common';
import { startRooms } from '../__testUtils__/startRooms';
import { testDatabases } from '../database/testDatabases';

/** Real git, databases and child processes, on a machine that may be busy. */
jest.setTimeout(240_000);

const ROWS = 200;
const keys = Array.from({ length: ROWS }, (_, i) => `k${i}`);
const given = (i: number) => (i % 2 ? 'dog' : 'cat');

function declared(version: string): string {
  return `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: pets }
spec:
  table: { path: rows.csv }
  key: id
  label: label
  split: split
  classes: [cat, dog]
---
apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: reader }
spec:
  version: ${version}
  task: tabular-classification
  classes: [cat, dog]
  evaluations:
    - name: held-out
      dataset: pets
      split: test
      predictions: said.csv
      metrics: [accuracy, rocAuc]
      gates: [{ metric: accuracy, maxDrop: 0.3 }, { metric: rocAuc, maxDrop: 0.001 }]
`;
}

const table = `id,label,split\n${keys
  .map((key, i) => `${key},${given(i)},test`)
  .join('\n')}\n`;

/** What a model says that gets one row in so many wrong. */
function said(wrongOneIn: number): string {
  return `id,p_cat,p_dog\n${keys
    .map((key, i) => {
      const isDog = (given(i) === 'dog') !== (i % wrongOneIn === 0);
      return isDog ? `${key},0.2,0.8` : `${key},0.7,0.3`;
    })
    .join('\n')}\n`;
}

const filesOf = (version: string, wrongOneIn: number) => ({
  'greenroom.yaml': declared(version),
  'rows.csv': table,
  'said.csv': said(wrongOneIn),
  'README.md':
    '# Reader\n\n## Figures\n\nIts accuracy is 95.0 % on the 200 test rows.\n',
});

const [{ knex: connect }] = testDatabases();

describe('runs whose predictions were made elsewhere', () => {
  let rooms: ReturnType<typeof startRooms>;

  beforeAll(async () => {
    rooms = startRooms(await connect());
    await rooms.push(filesOf('1.0.0', 20));
    await rooms.push(filesOf('2.0.0', 2));
  });
  afterAll(() => rooms.close());

  const runOf = async (semver: string): Promise<Run> => {
    const { body } = await rooms.api().get('/runs');
    const { id } = (body as RunList).items.find(
      run => run.modelSemver === semver,
    )!;
    return (await rooms.api().get(`/runs/${id}`)).body;
  };

  it('measures them as it measures a model that is run here', async () => {
    const run = await runOf('1.0.0');
    expect(run).toMatchObject({
      job: { state: 'succeeded' },
      rows: ROWS,
      metrics: { accuracy: { value: 0.95, n: ROWS, method: 'wilson' } },
      thresholds: { positive: 'dog' },
    });
    expect(run.furtherMetrics!.mcc.value).toBeGreaterThan(0.8);
    expect(run.calibration!.length).toBeGreaterThan(1);
  });

  it('leaves what only one page needs out of the list', async () => {
    const { body } = await rooms.api().get('/runs');
    const [run] = (body as RunList).items;
    expect(run.metrics).toBeDefined();
    expect(run.thresholds).toBeUndefined();
  });

  it('holds a version against the one before, on the same rows', async () => {
    const [first] = (await runOf('1.0.0')).gates!;
    expect(first).toMatchObject({ outcome: 'passed' });
    expect(first.reason).toContain('There is no other version');
    const [second] = (await runOf('2.0.0')).gates!;
    expect(second).toMatchObject({ outcome: 'failed', passed: false });
    expect(second.reason).toContain(
      'Against reader 1.0.0 (the version before; nothing declares which is in use), accuracy got worse by 0.4500',
    );
  });

  it('refuses a gate that two hundred rows cannot decide', async () => {
    const [, gate] = (await runOf('1.0.0')).gates!;
    expect(gate).toMatchObject({ outcome: 'refused', passed: false });
    expect(gate.reason).toContain('cannot be told from chance on 200 rows');
  });

  describe('and the card that tells of them', () => {
    const modelId = async () => {
      const { body } = await rooms.api().get('/assets?kind=model');
      return encodeURIComponent((body as AssetList).items[0].id);
    };
    const cardOf = async (): Promise<AssetCard> =>
      (await rooms.api().get(`/assets/${await modelId()}/card`)).body;

    it('has a figure that was true of the version before, and one that is', async () => {
      const { report, choices } = await cardOf();
      expect(choices.map(({ id }) => id)).toContain('eu-ai-act-annex-iv');
      expect(
        report!.claims.map(({ metric, status, evidence }) => [
          metric,
          status,
          evidence?.of,
        ]),
      ).toEqual([
        ['accuracy', 'stale', expect.stringMatching(/^reader 1\.0\.0 on pets/)],
        ['rows', 'verified', expect.stringMatching(/^reader 2\.0\.0 on pets/)],
      ]);
    });

    it('is corrected by way of the basket', async () => {
      const { report } = await cardOf();
      const { status, body } = await rooms
        .api()
        .put(`/assets/${await modelId()}/draft/entries`)
        .send({
          entries: report!.regenerated.map(edit => ({
            ...edit,
            kind: 'card',
            key: `card ${edit.section}`,
          })),
        });
      expect(status).toBe(200);
      expect(body.entries).toMatchObject([
        {
          kind: 'card',
          section: 'Figures',
          to: expect.stringContaining(
            'accuracy is 50.0 % on the 200 test rows',
          ),
        },
      ]);
    });

    it('is part of a dossier, whose export the auditor hears of', async () => {
      const { status, text } = await rooms
        .api()
        .get(`/assets/${await modelId()}/export/dossier`);
      expect(status).toBe(200);
      expect(text).toContain('It was true of reader 1.0.0');
      expect(rooms.audited).toContain('asset-export succeeded');
    });

    it('does not make a model a data set', async () => {
      const { status, body } = await rooms
        .api()
        .get(`/assets/${await modelId()}/export/croissant`);
      expect(status).toBe(400);
      expect(body.error.message).toContain('Croissant tells of data sets');
    });
  });
});
