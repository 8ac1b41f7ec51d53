import { CHUNK_ROWS } from './CodeCounter';
import { SliceRows } from './SliceRows';
import { runBy } from './SliceStep';
import type { SliceTable } from './SliceTable';
import { measureAlone } from './measureParts';

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
  it('counts every value of rows that come in several chunks, and the whole', () => {
    const { all, singles } = runBy(
      new SliceRows(table),
      measureAlone(table.cardinalities),
    );
    const values = [
      ...[0, 1, 2].map(code => (row: number) => kind(row) === code),
      ...[0, 1].map(code => (row: number) => half(row) === code),
    ].map(isOf => rows.filter(isOf));
    expect([...singles.size]).toEqual(values.map(of => of.length));
    expect([...singles.sumError]).toEqual(
      values.map(of => of.filter(isError).length),
    );
    expect(all).toEqual({
      size: ROWS,
      sumError: rows.filter(isError).length,
      sumSquares: rows.filter(isError).length,
    });
  });

  it('counts the rows of a pair, and those with an error apart', () => {
    const counted = new SliceRows(table);
    // The values 1 of the first feature and 0 of the second.
    counted.take({ kind: 'keep', singles: Int32Array.of(1, 3) });
    counted.answer({ kind: 'fill', from: 0, to: 2 });
    expect(
      counted.answer({
        kind: 'conjunctions',
        width: 2,
        members: Int32Array.of(0, 1),
      }),
    ).toMatchObject({
      size: Float64Array.of(rows.filter(both).length),
      sumError: Float64Array.of(rows.filter(both).filter(isError).length),
    });
  });

  it.each([-2, 3])('names the row of a code that is none: %s', code => {
    const wrong = Int32Array.from({ length: ROWS }, (_, row) => kind(row));
    wrong[ROWS - 1] = code;
    const spoilt = new SliceRows({ ...table, codes: [wrong, table.codes[1]] });
    expect(() => runBy(spoilt, measureAlone(table.cardinalities))).toThrow(
      `Feature 0, row ${ROWS - 1}: code ${code} of 3.`,
    );
  });

  it('says what is missing where a part comes before its setup', () => {
    expect(() =>
      new SliceRows(table).answer({ kind: 'fill', from: 0, to: 1 }),
    ).toThrow(/before a setup that says which singles to keep/);
  });
});
