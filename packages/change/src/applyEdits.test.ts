import fc from 'fast-check';
import { applyEdits } from './applyEdits';

const edit = (
  content: string,
  edits: Parameters<typeof applyEdits>[0]['edits'],
  format: 'csv' | 'jsonl' = 'csv',
) => {
  const edited = applyEdits({
    content: Buffer.from(content),
    path: `data.${format}`,
    format,
    key: 'id',
    label: 'label',
    edits,
  });
  return { ...edited, text: edited.content.toString() };
};
const relabel = (key: string, from: string, to: string) => ({
  key,
  kind: 'relabel' as const,
  from,
  to,
});

describe('applyEdits', () => {
  it('changes the label cell of that row and no other byte', () => {
    const before = '\uFEFFid,note,label\r\n1,"a, ""b""\nc","4"\r\n2,,9\r\n';
    const { text, changedLines } = edit(before, [relabel('1', '4', '9')]);
    expect(text).toBe('\uFEFFid,note,label\r\n1,"a, ""b""\nc","9"\r\n2,,9\r\n');
    expect(changedLines).toBe(1);
  });

  it('keeps spacing and order of keys in JSON Lines', () => {
    const before =
      '{"label" : "ham",  "id":"m1"}\n{"id":"m2","label":"spam"}\n';
    expect(edit(before, [relabel('m1', 'ham', 'spam')], 'jsonl').text).toBe(
      '{"label" : "spam",  "id":"m1"}\n{"id":"m2","label":"spam"}\n',
    );
  });

  it('takes the line of an excluded row away', () => {
    expect(
      edit('id,label\n1,a\n2,b\n', [{ key: '1', kind: 'exclude', from: 'a' }])
        .text,
    ).toBe('id,label\n2,b\n');
  });

  it('does nothing twice: what is upstream already is left unchanged', () => {
    const once = edit('id,label\n1,a\n', [relabel('1', 'a', 'b')]);
    const twice = edit(once.text, [relabel('1', 'a', 'b')]);
    expect(twice.text).toBe(once.text);
    expect(twice.unchanged).toHaveLength(1);
  });

  it('reports a row whose label is another one by now', () => {
    expect(edit('id,label\n1,c\n', [relabel('1', 'a', 'b')]).conflicts).toEqual(
      [{ key: '1', expected: 'a', found: 'c' }],
    );
  });

  it('names file and line of a row that cannot be read', () => {
    expect(() => edit('id,label\n1,a,x\n', [])).toThrow(
      /data\.csv:2 has 3 cells/,
    );
  });

  it('makes exactly the labels that were decided', () => {
    const cell = fc.string({ minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, fc.boolean()), {
          minLength: 1,
          maxLength: 8,
        }),
        rows => {
          const quote = (text: string) => `"${text.replace(/"/g, '""')}"`;
          const file = (labels: readonly string[]) =>
            `id,label\n${labels
              .map((label, i) => `${i},${quote(label)}`)
              .join('\n')}\n`;
          const before = rows.map(([label]) => label);
          const after = rows.map(([label, other, changes]) =>
            changes ? other : label,
          );
          const edits = rows.flatMap(([label, other, changes], i) =>
            changes && label !== other
              ? [relabel(String(i), label, other)]
              : [],
          );
          expect(edit(file(before), edits).text).toBe(file(after));
        },
      ),
    );
  });
});
