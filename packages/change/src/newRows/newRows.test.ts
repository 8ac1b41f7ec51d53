import { type NewRowSchema, newRowProblems } from './newRowProblems';
import { readNewRows } from './readNewRows';

const SCHEMA: NewRowSchema = {
  key: 'id',
  label: 'label',
  classes: ['cat', 'dog'],
  columns: [
    { name: 'id' },
    { name: 'label' },
    { name: 'age', type: 'integer' },
    { name: 'born', type: 'date' },
    { name: 'site', required: true },
  ],
  split: { column: 'split', names: ['train', 'test'], by: 'files' },
};
const GOOD = { id: '9', label: 'cat', age: '3', site: 'a' };
const problems = (
  cells: Record<string, string | null>,
  split: string | undefined = 'train',
) =>
  newRowProblems([{ cells, split }], SCHEMA, new Set(['1'])).map(
    ({ column, message }) => `${column}: ${message}`,
  );

describe('newRowProblems', () => {
  it('has none for a row that fits', () => {
    expect(problems(GOOD)).toEqual([]);
  });

  it.each([
    [{ ...GOOD, id: '' }, 'id: It has no id. Give it one of its own.'],
    [
      { ...GOOD, id: '1' },
      'id: There is a row 1 already. Edit that one, or give this one another id.',
    ],
    [
      { ...GOOD, label: 'cow' },
      'label: cow is no class of this data set. Choose one of cat, dog.',
    ],
    [{ ...GOOD, label: null }, 'label: It has no label. Give it its label.'],
    [
      { ...GOOD, age: '3.5' },
      'age: 3.5 is no whole number, which age holds. Write it as 12.',
    ],
    [
      { ...GOOD, born: '2026-02-31' },
      'born: 2026-02-31 is no date, which born holds. Write it as 2026-11-26.',
    ],
    [{ ...GOOD, site: '' }, 'site: It has no site. Give it a value.'],
    [
      { ...GOOD, mail: 'x' },
      'mail: There is no column mail that you may fill. Leave it out; there are id, label, age, born, site.',
    ],
  ])('says of %j what to do', (cells, message) => {
    expect(problems(cells)).toEqual([message]);
  });

  it('repeats nothing of a personal column', () => {
    const born = { name: 'born', type: 'date', personal: true };
    const { columns } = SCHEMA;
    const schema = {
      ...SCHEMA,
      columns: columns.map(each => (each.name === 'born' ? born : each)),
    };
    const [{ message }] = newRowProblems(
      [{ cells: { ...GOOD, born: '7 May 1980' }, split: 'test' }],
      schema,
      new Set(),
    );
    expect(message).toBe(
      'It is no date, which born holds. Write it as 2026-11-26.',
    );
  });

  it('names the splits that there are', () => {
    expect(problems(GOOD, 'dev')).toEqual([
      'split: There is no split dev. Choose one of train, test.',
    ]);
  });

  it('finds two rows of one key, and names both', () => {
    const row = { cells: GOOD, split: 'test' };
    expect(newRowProblems([row, row], SCHEMA, new Set())).toEqual([
      {
        row: 2,
        column: 'id',
        message: 'Row 1 has the id 9 too. Give each row its own.',
      },
    ]);
  });
});

describe('readNewRows', () => {
  it('reads delimited text and JSON Lines into the same cells', () => {
    const rows = [{ id: '1', note: 'a, b' }, { id: '2' }];
    expect(readNewRows('id,note\n1,"a, b"\n2,\n', 'csv', 9)).toEqual(rows);
    expect(
      readNewRows('{"id":1,"note":"a, b"}\n{"id":"2","note":null}', 'jsonl', 9),
    ).toEqual(rows);
  });

  it.each([
    ['id,id\n', 'csv', 'names the column id twice'],
    ['id,note\n1\n', 'csv', 'the upload:2 has 1 cells'],
    ['[1]\n', 'jsonl', 'the upload:1 is not a JSON object'],
    ['id\n1\n2\n3\n', 'csv', 'At most 2 rows are added at once'],
  ] as const)('says what is wrong with %j', (text, format, message) => {
    expect(() => readNewRows(text, format, 2)).toThrow(message);
  });
});
