import { countSql, numbersSql, rowSql } from './rowSql';

const table = {
  key: { name: 'id', sqlType: 'VARCHAR' },
  cells: [
    { name: 'id', sqlType: 'VARCHAR' },
    { name: 'label', sqlType: 'VARCHAR' },
    { name: 'x', sqlType: 'DOUBLE' },
    { name: 'pixels', sqlType: 'UTINYINT[]' },
  ],
};
const ask = (
  question: Parameters<typeof rowSql>[1],
  predictions: Parameters<typeof rowSql>[2] = 'without predictions',
) => rowSql(table, question, predictions);

describe('rowSql', () => {
  it('binds what a person typed', () => {
    const evil = `x' OR 1=1 --`;
    const sql = ask({ filter: { search: evil, equals: { label: evil } } });
    expect(numbersSql(sql) + countSql(sql)).not.toContain('OR 1=1');
    expect(sql.values).toEqual([evil, evil.toLowerCase()]);
  });

  it.each([
    ['a filter', { filter: { equals: { sender: 'a' } } }],
    ['a range', { filter: { ranges: { sender: { min: 1 } } } }],
    [
      'an order',
      { sort: { column: 'sender', direction: 'ascending' as const } },
    ],
  ])('refuses %s on a column that may not be seen', (_what, question) => {
    expect(() => ask(question)).toThrow(/no column sender.*id, label, x/);
  });

  it('refuses to order by a list, and to search it', () => {
    expect(() =>
      ask({ sort: { column: 'pixels', direction: 'ascending' } }),
    ).toThrow(/no column pixels/);
    expect(ask({ filter: { search: 'a' } }).from).not.toContain('pixels');
  });

  it('refuses a range of texts', () => {
    expect(() => ask({ filter: { ranges: { label: { min: 1 } } } })).toThrow(
      /no numbers/,
    );
  });

  it('asks for a run where a filter is on predictions', () => {
    expect(() => ask({ filter: { wrong: true } })).toThrow(/need a run/);
  });

  it('knows when nothing has to be looked for', () => {
    expect(ask({})).toMatchObject({ extent: 'whole', scanned: 0 });
    expect(ask({}, 'with predictions').extent).toBe('part');
    expect(ask({ filter: { keys: ['a'] } })).toMatchObject({
      extent: 'part',
      scanned: 0,
    });
  });
});
