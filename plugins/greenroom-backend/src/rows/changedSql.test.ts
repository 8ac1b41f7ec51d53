import { changedSql } from './changedSql';
import { countSql, numbersSql } from './rowSql';

const table = {
  columns: [
    { name: 'label', before: 'VARCHAR', after: 'VARCHAR' },
    { name: 'x', before: 'BIGINT', after: 'DOUBLE' },
  ],
  keys: 'shown' as const,
  label: 'label',
};

describe('changedSql', () => {
  it('binds what a person typed', () => {
    const evil = `x' OR 1=1 --`;
    const sql = changedSql(table, {
      search: evil,
      transition: { from: evil, to: evil },
    });
    expect(numbersSql(sql) + countSql(sql)).not.toContain('OR 1=1');
  });

  it('searches no key that is hidden', () => {
    const hidden = changedSql({ ...table, keys: 'hidden' }, { search: 'a' });
    expect(hidden.from).not.toMatch(/\(key\)/);
  });

  it('refuses a transition of labels that are hidden', () => {
    expect(() =>
      changedSql(
        { ...table, label: undefined },
        { transition: { from: '4', to: '9' } },
      ),
    ).toThrow(/no label/);
  });

  it.each([
    ['filter', { column: 'sender' }, undefined],
    ['sort', {}, { column: 'sender', direction: 'ascending' as const }],
  ])('refuses to %s by a column that is hidden', (_what, filter, sort) => {
    expect(() => changedSql(table, filter, sort)).toThrow(/no column sender/);
  });
});
