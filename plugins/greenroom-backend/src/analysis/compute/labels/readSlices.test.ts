import { createMockDirectory } from '@backstage/backend-test-utils';
import { openTable, writeSnapshot } from '@greenroom/dataset';
import { writeFile } from 'node:fs/promises';
import { readLabels } from './readLabels';
import type { LabelsInput } from './LabelsInput';
import { readSlices } from './readSlices';

describe('readSlices', () => {
  const directory = createMockDirectory();

  it('reads declared columns of few values, and numbers by quarters', async () => {
    const lines = Array.from(
      { length: 40 },
      (_, i) =>
        `k${String(i).padStart(2, '0')},${i % 2 ? 'a' : 'b'},train,${
          i % 3 ? 'x' : ''
        },${i},n${i},ann`,
    );
    const csv = directory.resolve('t.csv');
    await writeFile(
      csv,
      ['id,label,split,place,size,name,who', ...lines].join('\n'),
    );
    const file = directory.resolve('snapshot.parquet');
    const table = await openTable({ path: csv });
    await writeSnapshot(table, file, { key: 'id' });
    table.close();
    const column = (name: string) =>
      ({ name, type: 'string', slice: true } as const);
    const input: LabelsInput = {
      ...{ table: file, key: 'id', label: 'label', split: 'split' },
      ...{ classes: ['a', 'b'], audited: [], heldOut: [] },
      columns: [
        column('label'),
        column('place'),
        column('size'),
        { ...column('who'), personal: true },
      ],
    };
    const rows = await readLabels(input);
    const [size, ...more] = await readSlices(input, rows.slice(1));
    // One value alone has no groups; neither has the label, nor what is personal.
    expect(more).toEqual([]);
    expect(size.column).toBe('size');
    expect(size.names.map(name => name.replace(/\d+/g, 'n'))).toEqual([
      'at most n',
      'n to n',
      'n to n',
      'above n',
    ]);
    const counts = size.names.map(
      (_, value) => size.valueOf.filter(each => each === value).length,
    );
    expect(counts).toEqual([9, 10, 10, 10]);
  });
});
