import fc from 'fast-check';
import { applyEdits, placeNewRows } from './applyEdits';

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

describe('applyEdits of cells', () => {
  const cell = (
    column: string,
    from: string | null,
    to: string | null,
    key = '1',
  ) => ({ kind: 'cell' as const, key, column, from, to });

  it('quotes a value that needs it and leaves the others as they are', () => {
    const { text } = edit('id,label,note\n1,a,x\n', [
      cell('note', 'x', 'y, z'),
    ]);
    expect(text).toBe('id,label,note\n1,a,"y, z"\n');
  });

  it('takes a value that was read otherwise than it is written for the same', () => {
    const { text } = edit('id,label,size\n1,a,07.50\n', [
      cell('size', '7.5', '8'),
    ]);
    expect(text).toBe('id,label,size\n1,a,8\n');
  });

  it('edits label and cells of a row beside each other', () => {
    const { text } = edit('id,label,note\n1,a,x\n', [
      relabel('1', 'a', 'b'),
      cell('note', 'x', null),
    ]);
    expect(text).toBe('id,label,note\n1,b,\n');
  });

  it('says which cell is another by now', () => {
    expect(
      edit('id,label,note\n1,a,z\n', [cell('note', 'x', 'y')]).conflicts,
    ).toEqual([{ key: '1', column: 'note', expected: 'x', found: 'z' }]);
  });

  it('refuses a row that is to go and to change', () => {
    expect(() =>
      edit('id,label,note\n1,a,x\n', [
        { key: '1', kind: 'exclude', from: 'a' },
        cell('note', 'x', 'y'),
      ]),
    ).toThrow('in two ways that exclude each other (exclude and cell)');
  });

  it('names the columns that there are where one is missing', () => {
    expect(() => edit('id,label\n1,a\n', [cell('age', null, '3')])).toThrow(
      'data.csv has no column age. It has id, label.',
    );
  });

  it.each([
    [
      'a number',
      '{"id":"1","label":"a","n":3}',
      '4',
      '{"id":"1","label":"a","n":4}',
    ],
    [
      'a text',
      '{"id":"1","label":"a","n":"3"}',
      '4',
      '{"id":"1","label":"a","n":"4"}',
    ],
    [
      'nothing',
      '{"id":"1","label":"a","n":3}',
      null,
      '{"id":"1","label":"a","n":null}',
    ],
    [
      'a list',
      '{"id":"1","label":"a","n":[3]}',
      '[4, 5]',
      '{"id":"1","label":"a","n":[4, 5]}',
    ],
  ])('writes %s in JSON Lines as the field held it', (_, before, to, after) => {
    const from = JSON.stringify(JSON.parse(before).n).replace(/"/g, '');
    expect(edit(`${before}\n`, [cell('n', from, to)], 'jsonl').text).toBe(
      `${after}\n`,
    );
  });

  it('adds a field that a row of JSON Lines has not, of the kind that other rows have', () => {
    const before =
      '{"id": "1", "label": "a"}\n{"id": "2", "label": "b", "n": 3}\n';
    expect(edit(before, [cell('n', null, '4')], 'jsonl').text).toBe(
      '{"id": "1", "label": "a", "n": 4}\n{"id": "2", "label": "b", "n": 3}\n',
    );
  });
});

describe('placeNewRows', () => {
  const place = (
    content: string,
    rows: Parameters<typeof placeNewRows>[0]['rows'],
    format: 'csv' | 'jsonl' = 'csv',
  ) =>
    placeNewRows({
      content: Buffer.from(content),
      path: `data.${format}`,
      format,
      key: 'id',
      label: 'label',
      rows,
    }).content.toString();
  const add = (key: string, cells: Record<string, string>) => ({
    kind: 'add' as const,
    key,
    cells: { id: key, ...cells },
  });

  it('quotes the columns that the file quotes and ends lines as it does', () => {
    expect(
      place('id,label,n\r\n1,"a",3\r\n2,"b",\r\n', [
        add('3', { label: 'c', n: '4' }),
      ]),
    ).toBe('id,label,n\r\n1,"a",3\r\n2,"b",\r\n3,"c",4\r\n');
  });

  it('leaves the last line open where it was', () => {
    expect(
      place('id,label\n1,a', [add('2', { label: 'b' }), add('3', {})]),
    ).toBe('id,label\n1,a\n2,b\n3,');
  });

  it('takes order, spacing and kinds of values from the rows of JSON Lines', () => {
    expect(
      place(
        '{"n" : 1,  "id":"1","label": "a"}\n',
        [add('2', { label: 'b', n: '5' })],
        'jsonl',
      ),
    ).toBe(
      '{"n" : 1,  "id":"1","label": "a"}\n{"n" : 5,  "id" : "2",  "label" : "b"}\n',
    );
  });

  it('restores rows in their very text behind the rows they stood behind', () => {
    const restore = (key: string, behind: string | null) => ({
      kind: 'restore' as const,
      key,
      cells: { id: key, label: 'a' },
      text: `"${key}","a"\n`,
      behind,
    });
    expect(
      place('id,label\n3,a\n', [
        restore('4', '3'),
        restore('5', '4'),
        restore('1', null),
        restore('2', '1'),
      ]),
    ).toBe('id,label\n"1","a"\n"2","a"\n3,a\n"4","a"\n"5","a"\n');
  });

  it('writes the cells of a restored row anew where the columns are others by now', () => {
    expect(
      place('label,id,n\na,1,2\n', [
        {
          kind: 'restore',
          key: '3',
          cells: { id: '3', label: 'b' },
          text: '3,b\n',
        },
      ]),
    ).toBe('label,id,n\na,1,2\nb,3,\n');
  });

  it('keeps a cell that a spreadsheet would take for a formula as it is', () => {
    expect(place('id,label\n1,a\n', [add('2', { label: '=1+2' })])).toBe(
      'id,label\n1,a\n2,=1+2\n',
    );
  });
});
