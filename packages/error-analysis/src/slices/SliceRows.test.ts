import { CHUNK_ROWS } from './CodeCounter';
import { SliceRows, type SliceTable } from './SliceRows';

/** Odd, and more than the kernel is given at a time. */
const ROWS = 2 * CHUNK_ROWS + 101;
/** Of the first feature 0 to 2, of the second 0 and 1; some are missing. */
const kind = (row: number) => ((row * 7) % 4) - 1;
const half = (row: number) => ((row * 5) % 3) - 1;
const isError = (row: number) => row % 11 === 3;

const table: SliceTable = {
  codes: [kind, half].map(of =>
    Int32Array.from({ length: ROWS }, (_, row) => of(row)),
  ),
  cardinalities: [3, 2],
  errors: Float64Array.from({ length: ROWS }, (_, row) => Number(isError(row))),
};

const rows = Array.from({ length: ROWS }, (_, row) => row);
const both = (row: number) => kind(row) === 1 && half(row) === 0;

describe('SliceRows', () => {
  it('counts every value of rows that come in several chunks, and at last the whole', () => {
    const { size, sumError } = new SliceRows(table).measure({
      kind: 'singles',
    });
    const values = [
      ...[0, 1, 2].map(code => (row: number) => kind(row) === code),
      ...[0, 1].map(code => (row: number) => half(row) === code),
      () => true,
    ].map(isOf => rows.filter(isOf));
    expect([...size]).toEqual(values.map(of => of.length));
    expect([...sumError]).toEqual(values.map(of => of.filter(isError).length));
  });

  it.each([
    ['erring', (row: number) => isError(row)],
    ['others', (row: number) => !isError(row)],
    ['all', () => true],
  ] as const)('counts the rows of a pair in the part %s', (part, isPart) => {
    const measured = new SliceRows(table);
    // The values 1 of the first feature and 0 of the second.
    measured.measure({ kind: 'keep', singles: Int32Array.of(1, 3) });
    const { size } = measured.measure({
      ...{ kind: 'conjunctions', part, width: 2 },
      members: Int32Array.of(0, 1),
    });
    expect([...size]).toEqual([rows.filter(both).filter(isPart).length]);
  });

  it.each([-2, 3])('names the row of a code that is none: %s', code => {
    const wrong = Int32Array.from({ length: ROWS }, (_, row) => kind(row));
    wrong[ROWS - 1] = code;
    expect(() =>
      new SliceRows({ ...table, codes: [wrong, table.codes[1]] }).measure({
        kind: 'singles',
      }),
    ).toThrow(`Feature 0, row ${ROWS - 1}: code ${code} of 3.`);
  });
});
