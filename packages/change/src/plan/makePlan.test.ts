import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import {
  csvOf,
  datasetManifest,
  identityOnnx,
  modelManifest,
  type SiteRow,
  siteRows,
} from './__testUtils__/siteRows';
import { makePlan } from './makePlan';
import { planMarkdown } from './planMarkdown';
import type { DatasetSide, ModelSide, PlanQuestion } from './PlanQuestion';

/** Models are run and resampled, on a machine that may be busy. */
jest.setTimeout(60_000);

let root: string;
beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'greenroom-plan-'));
  await writeFile(path.join(root, 'model.onnx'), identityOnnx());
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** What the model reads beside what people see. */
const withB = (rows: readonly SiteRow[]) =>
  rows.map(({ id, a, ...row }) => ({ id, a, b: 1 - a, ...row }));

let tables = 0;
async function sideOf(
  rows: readonly SiteRow[],
  manifest = datasetManifest(),
): Promise<DatasetSide> {
  const file = path.join(root, `${tables++}.csv`);
  await writeFile(file, csvOf(withB(rows)));
  return { manifest, table: { path: file } };
}

const model = (manifest = modelManifest()): ModelSide => ({
  manifest,
  files: { 'model.onnx': path.join(root, 'model.onnx') },
});

async function planned(
  rows: readonly SiteRow[],
  {
    manifest,
    models,
    ...more
  }: Partial<PlanQuestion> & {
    readonly manifest?: DatasetSide['manifest'];
  } = {},
) {
  const folder = path.join(root, `plan-${tables++}`);
  await mkdir(folder);
  const same = model();
  return makePlan({
    base: 'main',
    head: 'working tree',
    datasets: [
      {
        path: 'greenroom.yaml',
        before: await sideOf(siteRows()),
        after: await sideOf(rows, manifest),
      },
    ],
    models: models ?? [{ path: 'model.yaml', before: same, after: same }],
    folder,
    ...more,
  });
}

const edited = (
  isMeant: (row: SiteRow, place: number) => boolean,
  edit: Partial<SiteRow> | ((row: SiteRow) => Partial<SiteRow>),
) =>
  siteRows().map((row, i) =>
    isMeant(row, i)
      ? { ...row, ...(typeof edit === 'function' ? edit(row) : edit) }
      : row,
  );
const truthOf = ({ a }: SiteRow) => (a > 0.5 ? 'a' : 'b');
const repaired = () =>
  edited(
    row => row.label !== truthOf(row),
    row => ({ label: truthOf(row) }),
  );

describe('makePlan', () => {
  it('measures repaired labels on both sides by the predictions that are known, and says whose word they are', async () => {
    const plan = await planned(repaired());
    const relabelled = siteRows().filter(row => row.label !== truthOf(row));
    const inTest = relabelled.filter(({ split }) => split === 'test').length;
    expect(plan).toMatchObject({
      verdict: 'passed',
      rows: { added: 0, removed: 0, changed: relabelled.length },
      labelTransitions: [{ asset: 'sites', from: 'b', to: 'a', count: 12 }],
      evaluations: [
        {
          model: 'reader',
          relabelled: inTest,
          towardsModel: inTest,
          fixed: inTest,
          broken: 0,
          predictions: { reused: 60, made: 0, missing: 0 },
        },
      ],
      gates: [{ outcome: 'passed', before: 'failed' }],
      semver: 'major',
    });
    const [accuracy] = plan.metrics;
    expect(accuracy).toMatchObject({
      name: 'accuracy',
      before: 1 - inTest / 60,
      after: 1,
    });
    expect(accuracy.low).toBeGreaterThan(0);
    expect(plan.stale).toEqual([
      {
        model: 'reader',
        evaluation: 'held-out',
        dataset: 'sites',
        reason: `Of the rows of test, ${inTest} change.`,
      },
    ]);
    expect(plan.reasons.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/its own word.*audit sample/s),
    );
  });

  it('runs the model on rows that are new or that it would read otherwise, and on no others', async () => {
    const rows = edited(({ id }) => ['r1', 'r2', 'r4'].includes(id), {
      a: 0.1,
    });
    const more = { ...siteRows()[2], id: 'new', a: 0.99, split: 'test' };
    const plan = await planned([...rows, more]);
    const touched = rows.filter(
      ({ id, split }) => ['r1', 'r2', 'r4'].includes(id) && split === 'test',
    ).length;
    expect(plan.evaluations[0]).toMatchObject({
      before: 60,
      after: 61,
      predictions: { reused: 60 - touched, made: touched + 1, missing: 0 },
    });
  });

  it('leaves out rows that nobody predicts, by name, where the model cannot be run', async () => {
    const run = path.join(root, 'known.jsonl');
    await writeFile(
      run,
      siteRows()
        .map(({ id, a }) => JSON.stringify({ id, p: [a, 1 - a] }))
        .join('\n'),
    );
    const manifest = {
      ...modelManifest(),
      model: undefined,
      preprocessing: undefined,
    };
    const [evaluation] = manifest.evaluations!;
    const side: ModelSide = {
      manifest: {
        ...manifest,
        evaluations: [{ ...evaluation, predictions: 'known.jsonl' }],
      },
      files: { 'known.jsonl': run },
    };
    const plan = await planned(
      edited(({ id }) => id === 'r2', { site: 'moved' }),
      { models: [{ path: 'model.yaml', before: side, after: side }] },
    );
    expect(siteRows()[2].split).toBe('test');
    expect(plan.evaluations[0]).toMatchObject({
      after: 59,
      predictions: { reused: 59, made: 0, missing: 1, missingKeys: ['r2'] },
    });
  });

  it('names rows that would stand in two splits, twice in one, or under two labels', async () => {
    const [first, second, third] = siteRows().filter(
      ({ split }) => split === 'train',
    );
    const plan = await planned(
      [
        ...siteRows(),
        { ...first, id: 'leaked', split: 'test' },
        { ...second, id: 'twice' },
        { ...third, id: 'other', label: third.label === 'a' ? 'b' : 'a' },
      ],
      { models: [] },
    );
    expect(plan.leakage).toContainEqual({
      asset: 'sites',
      kind: 'exact',
      split: 'test',
      otherSplit: 'train',
      introduced: 1,
      resolved: 0,
      keys: ['leaked'],
    });
    expect(plan.duplicates).toEqual([
      { asset: 'sites', introduced: 2, resolved: 0, keys: ['other', 'twice'] },
    ]);
    expect(plan.debt).toContainEqual(
      expect.objectContaining({
        kind: 'conflicting',
        introduced: 1,
        rows: [
          { key: 'other', label: expect.any(String), suggested: third.label },
        ],
      }),
    );
  });

  it('counts what a removed row resolves, and finds nothing new in a row that was so before', async () => {
    const [first] = siteRows();
    const twin = { ...first, id: 'twin' };
    const folder = path.join(root, 'resolved');
    await mkdir(folder);
    const plan = await makePlan({
      base: 'main',
      head: 'branch',
      datasets: [
        {
          path: 'greenroom.yaml',
          before: await sideOf([...siteRows(), twin]),
          after: await sideOf(siteRows()),
        },
      ],
      models: [],
      folder,
    });
    expect(plan.duplicates[0]).toMatchObject({ introduced: 0, resolved: 1 });
    expect(plan.verdict).toBe('neutral');
  });

  it('doubts a label that out-of-sample predictions speak against, where the change brings it', async () => {
    const plan = await planned(
      edited(({ id }) => id === 'r117', { label: 'a' }),
    );
    expect(plan.debt).toContainEqual({
      asset: 'sites',
      kind: 'doubtful',
      by: 'reader',
      introduced: 1,
      resolved: 0,
      rows: [{ key: 'r117', label: 'a', suggested: 'b' }],
    });
  });

  it('keeps personal cells out of it, also where the change declares them to be none', async () => {
    const manifest = datasetManifest();
    const opened = {
      ...manifest,
      columns: manifest.columns!.map(column => ({
        ...column,
        personal: undefined,
      })),
    };
    const plan = await planned(
      edited(({ id }) => id === 'r3', { email: 'secret@example.org' }),
      { manifest: opened, models: [] },
    );
    expect(plan.assets[0].sample).toEqual([
      {
        key: 'r3',
        cells: [{ column: 'email', from: '(personal)', to: '(personal)' }],
      },
    ]);
    expect(JSON.stringify(plan)).not.toContain('@example.org');
    expect(plan.personal).toEqual([
      { asset: 'sites', column: 'email', change: 'no longer personal' },
    ]);
  });

  it('tells nothing of a column that either side calls personal, whatever changes', async () => {
    const TEXTS = ['site', 'email'] as const;
    const secret = (column: string) => `hidden-${column}`;
    const columnsOf = (personal: readonly string[]) =>
      datasetManifest().columns!.map(column => ({
        ...column,
        slice: column.slice && !personal.includes(column.name),
        personal: personal.includes(column.name) || undefined,
      }));
    const marked = fc.subarray([...TEXTS]);
    await fc.assert(
      fc.asyncProperty(
        marked,
        marked,
        fc.uniqueArray(fc.nat(119), { minLength: 3, maxLength: 9 }),
        fc.infiniteStream(
          fc.constantFrom('email', 'site', 'label', 'twin', 'go'),
        ),
        async (was, is, places, fates) => {
          // Every value of a column tells which column it is of.
          const told = siteRows().map(({ site, email, ...row }) => ({
            ...row,
            site: `${secret('site')}-${site}`,
            email: `${secret('email')}-${email}`,
          }));
          const after = told.flatMap((row, i): SiteRow[] => {
            if (!places.includes(i)) return [row];
            const fate = fates.next().value as string;
            if (fate === 'go') return [];
            if (fate === 'label')
              return [{ ...row, label: row.label === 'a' ? 'b' : 'a' }];
            if (fate === 'twin')
              return [row, { ...row, id: `${row.id}-twin`, split: 'test' }];
            return [{ ...row, [fate]: `${secret(fate)}-${i}` }];
          });
          const [before, now] = [was, is].map(personal => ({
            ...datasetManifest(),
            columns: columnsOf(personal),
          }));
          const plan = await planned(after, {
            datasets: [
              {
                path: 'greenroom.yaml',
                before: await sideOf(told, before),
                after: await sideOf(after, now),
              },
            ],
            models: [],
          });
          const said = `${JSON.stringify(plan)}${planMarkdown(plan)}`;
          for (const column of new Set([...was, ...is]))
            expect(said).not.toContain(secret(column));
          expect(plan.rows.from).toBe(told.length);
        },
      ),
      { numRuns: 3 },
    );
  });

  it('names no key where the key is personal', async () => {
    const manifest = {
      ...datasetManifest(),
      columns: [{ name: 'id', personal: true }],
    };
    const plan = await planned(
      edited(({ id }) => id === 'r2', { a: 0.2, label: 'b' }),
      { manifest },
    );
    expect(JSON.stringify(plan)).not.toContain('"r2"');
  });

  it('says what is declared otherwise: licence, gates, version', async () => {
    const before = model();
    const after = model(modelManifest('{ metric: accuracy, min: 0.1 }'));
    const plan = await planned(repaired(), {
      manifest: datasetManifest('license: CC-BY-4.0', 'version: "1.0.0"'),
      models: [{ path: 'model.yaml', before, after }],
    });
    expect(plan.licences).toEqual([{ asset: 'sites', to: 'CC-BY-4.0' }]);
    expect(plan.reasons.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'A gate of held-out on accuracy is no longer declared as it was.',
        'The licence of sites was not declared and is CC-BY-4.0.',
      ]),
    );
  });

  it('fails where what was measured no longer can be', async () => {
    const plan = await planned(
      edited(({ id }) => id === 'r2', { label: 'neither' }),
    );
    expect(plan.verdict).toBe('failed');
    expect(plan.reasons[0]).toMatchObject({
      weight: 'failed',
      asset: 'reader',
      text: expect.stringMatching(/could no longer be measured/),
    });
  });

  it('fails where rows can no longer be read, and says where', async () => {
    const broken = path.join(root, 'broken.csv');
    await writeFile(broken, 'id,a,b,site,email,label,split\nr1,x\n');
    const folder = path.join(root, 'unread');
    await mkdir(folder);
    const { columns: _columns, ...manifest } = datasetManifest();
    const plan = await makePlan({
      base: 'main',
      head: 'branch',
      datasets: [
        {
          path: 'greenroom.yaml',
          before: { ...(await sideOf(siteRows())), manifest },
          after: { manifest, table: { path: broken } },
        },
      ],
      models: [],
      folder,
    });
    expect(plan.verdict).toBe('failed');
    expect(plan.reasons[0].text).toMatch(/broken\.csv:2/);
  });

  it('has nothing to say of a data set whose bytes are the same', async () => {
    const side = { ...(await sideOf(siteRows())), bytes: 'same' };
    const plan = await planned(siteRows(), {
      datasets: [{ path: 'greenroom.yaml', before: side, after: { ...side } }],
    });
    expect(plan).toMatchObject({
      verdict: 'neutral',
      rows: { added: 0, removed: 0, changed: 0 },
      stale: [],
      evaluations: [],
      semver: 'none',
    });
  });
});
