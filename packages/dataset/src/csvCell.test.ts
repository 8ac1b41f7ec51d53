import { csvCell } from './csvCell';

describe('csvCell', () => {
  it.each([
    ['=1+1', `'=1+1`],
    [
      '=HYPERLINK("http://evil.example","x")',
      `"'=HYPERLINK(""http://evil.example"",""x"")"`,
    ],
    ['+cmd|/C calc', `'+cmd|/C calc`],
    ['-2+3', `'-2+3`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `'\t=1`],
    ['\r=1', `"'\r=1"`],
    ['＝1+1', `'＝1+1`],
    ['-', `'-`],
  ])('lets no spreadsheet run %j', (cell, written) => {
    expect(csvCell(cell)).toBe(written);
  });

  it.each([
    ['-2.5', '-2.5'],
    ['+7', '+7'],
    ['-1e-5', '-1e-5'],
    [-2, '-2'],
    ['a=b', 'a=b'],
    [true, 'true'],
    [null, ''],
  ])('leaves %j as it is', (cell, written) => {
    expect(csvCell(cell)).toBe(written);
  });

  it.each([
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['two\nlines', '"two\nlines"'],
    [' padded', '" padded"'],
  ])('quotes %j', (cell, written) => {
    expect(csvCell(cell)).toBe(written);
  });
});
