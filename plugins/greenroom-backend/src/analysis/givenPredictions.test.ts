import type {
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
});
