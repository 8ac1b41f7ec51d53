import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ParquetRows } from '@greenroom/dataset';
import type { GroundInput } from '../analysis/compute/explore/protocol';
import { DirectoryArtifacts } from '../artifacts/DirectoryArtifacts';
import { Explorers } from './Explorers';

/** Real processes, on a machine that may be busy. */
jest.setTimeout(60_000);

const LIMITS = { memoryBytes: 1e9, timeSeconds: 30, diskBytes: 500e6 };
const ROWS = 60;

describe('Explorers', () => {
  let directory: string;
  let explorers: Explorers;
  let input: GroundInput;

  beforeAll(async () => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-explorers-'));
    const store = new DirectoryArtifacts(path.join(directory, 'artifacts'));
    const keep = async (
      name: string,
      columns: Parameters<typeof ParquetRows.open>[0],
      rowOf: (i: number) => (string | number | number[] | null)[],
    ) => {
      const rows = await ParquetRows.open(columns);
      await rows.append(Array.from({ length: ROWS }, (_, i) => rowOf(i)));
      const file = path.join(directory, `${name}.parquet`);
      await rows.finish(file);
      await rows.close();
      return store.pathOf(await store.put(file));
    };
    input = {
      declared: [],
      run: {
        key: 'id',
        classes: ["it's", 'not'],
        features: [
          { name: 'pen "x"', isNumber: false },
          { name: 'width', isNumber: true, unit: 'px' },
        ],
        table: await keep(
          'table',
          [
            { name: 'id', type: 'VARCHAR' },
            { name: 'pen "x"', type: 'VARCHAR' },
            { name: 'width', type: 'DOUBLE' },
          ],
          i => [String(ROWS - i), i % 2 ? 'ink' : null, i],
        ),
        predictions: await keep(
          'predictions',
          [
            { name: 'key', type: 'VARCHAR' },
            { name: 'split', type: 'VARCHAR' },
            { name: 'given', type: 'VARCHAR' },
            { name: 'predicted', type: 'VARCHAR' },
            { name: 'p', type: 'DOUBLE[]' },
          ],
          i => [
            String(i + 1),
            'test',
            i % 3 ? "it's" : 'not',
            "it's",
            [0.75, 0.25],
          ],
        ),
      },
    };
    explorers = new Explorers(LIMITS, [store]);
  });
  afterAll(() => {
    explorers.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('reads a run, joins its rows by key and tells them apart', async () => {
    const summary = await explorers.ask(input, { view: { type: 'summary' } });
    expect(summary).toMatchObject({
      type: 'summary',
      rows: ROWS,
      errors: 20,
      hasLoss: true,
      confusion: {
        counts: [
          [40, 0],
          [20, 0],
        ],
      },
      features: [
        { name: 'pen "x"', values: [{ label: 'ink' }, { label: 'missing' }] },
        { name: 'width', unit: 'px' },
      ],
    });
  });

  it('goes on after a question that cannot be asked', async () => {
    await expect(
      explorers.ask(input, { view: { type: 'heat', x: 'colour' } }),
    ).rejects.toThrow('It can by pen "x", width.');
    const { total } = (await explorers.ask(input, {
      view: { type: 'keys' },
    })) as { total: number };
    expect(total).toBe(ROWS);
  });

  it('says so where a run cannot be read', async () => {
    const broken = {
      ...input,
      run: { ...input.run, key: 'no such column' },
    };
    await expect(
      explorers.ask(broken, { view: { type: 'summary' } }),
    ).rejects.toThrow(/no such column/);
  });

  // Last: it takes the files away.
  it('answers further questions from what it has read', async () => {
    await explorers.ask(input, { view: { type: 'summary' } });
    rmSync(input.run.predictions);
    const { type } = await explorers.ask(input, { view: { type: 'slices' } });
    expect(type).toBe('slices');
  });
});
