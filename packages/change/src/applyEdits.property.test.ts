import fc from 'fast-check';
import { applyEdits, placeNewRows } from './applyEdits';
import type { Edit, NewRow } from './Edit';
import { editsBetween } from './editsBetween';

const RUNS = 100;
const COLUMNS = ['id', 'label', 'note', 'size'] as const;
type Value = string | null;

const meaning = (format: 'csv' | 'tsv' | 'jsonl') => ({
  path: `data.${format}`,
  format,
  key: 'id',
  label: 'label',
});

const cell = fc.oneof(
  fc.constantFrom('a', 'b', '7', '0.50', 'x,y', 'say "no"', 'two\nlines', '\t'),
  fc.string({ maxLength: 4 }),
);
const value: fc.Arbitrary<Value> = fc.option(cell, { nil: null });
const row = fc.record({ label: cell, note: value, size: value });
type Row = { label: string; note: Value; size: Value };

/** A table as somebody wrote it, and what is to become of each of its rows. */
const scenes = fc.record({
  rows: fc.array(
    fc.tuple(
      row,
      fc.oneof(
        fc.constant('stay' as const),
        fc.constant('exclude' as const),
        row,
      ),
    ),
    { maxLength: 6 },
  ),
  added: fc.array(row, { maxLength: 3 }),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  isOpen: fc.boolean(),
  hasMark: fc.boolean(),
  /** Whether cells that could do without quotes have some, one after another. */
  quotes: fc.array(fc.boolean(), { minLength: 3, maxLength: 7 }),
});
type Scene = typeof scenes extends fc.Arbitrary<infer T> ? T : never;

const FORMATS = ['csv', 'tsv', 'jsonl'] as const;
type Format = (typeof FORMATS)[number];

function lineOf(
  format: Format,
  key: string,
  of: Row,
  quotes: boolean[],
): string {
  if (format === 'jsonl')
    return `{"id" : ${JSON.stringify(key)},  "label": ${JSON.stringify(
      of.label,
    )},"note":${JSON.stringify(of.note)} , "size":${JSON.stringify(of.size)}}`;
  const delimiter = format === 'csv' ? ',' : '\t';
  return [key, of.label, of.note ?? '', of.size ?? '']
    .map((text, i) => {
      const needs = text.includes(delimiter) || /["\r\n]/.test(text);
      return needs || quotes[i % quotes.length]
        ? `"${text.replace(/"/g, '""')}"`
        : text;
    })
    .join(delimiter);
}

/** Rows that nothing happens to: they tell how lines end. */
const KEPT: readonly Row[] = [
  { label: 'a', note: null, size: '1' },
  { label: 'b', note: 'kept', size: null },
];

function fileOf(format: Format, scene: Scene) {
  const { rows, lineEnd, isOpen, hasMark, quotes } = scene;
  const header =
    format === 'jsonl' ? [] : [COLUMNS.join(format === 'csv' ? ',' : '\t')];
  const lines = [
    ...header,
    ...KEPT.map((of, i) => lineOf(format, `k${i}`, of, quotes)),
    ...rows.map(([of], i) => lineOf(format, `r${i}`, of, quotes)),
  ];
  const text = lines.join(lineEnd) + (isOpen ? '' : lineEnd);
  return Buffer.from(`${hasMark ? '\uFEFF' : ''}${text}`);
}

function editsOf(format: Format, { rows, added }: Scene): readonly Edit[] {
  // Delimited text does not tell an empty cell from none.
  const told = (text: Value) => (format === 'jsonl' ? text : text || null);
  return [
    ...rows.flatMap(([before, after], i): Edit[] => {
      const key = `r${i}`;
      if (after === 'stay') return [];
      if (after === 'exclude')
        return [{ key, kind: 'exclude', from: before.label }];
      const cells = (['note', 'size'] as const).flatMap((column): Edit[] => {
        const [from, to] = [told(before[column]), told(after[column])];
        return from === to ? [] : [{ key, kind: 'cell', column, from, to }];
      });
      return before.label === after.label
        ? cells
        : [
            { key, kind: 'relabel', from: before.label, to: after.label },
            ...cells,
          ];
    }),
    ...added.map(
      (of, i): Edit => ({
        key: `n${i}`,
        kind: 'add',
        cells: { id: `n${i}`, ...of },
      }),
    ),
  ];
}

function change(format: Format, content: Buffer, edits: readonly Edit[]) {
  const edited = applyEdits({ ...meaning(format), content, edits });
  const rows = edited.absent.filter(
    (edit): edit is NewRow => edit.kind === 'add' || edit.kind === 'restore',
  );
  const placed = placeNewRows({
    ...meaning(format),
    content: edited.content,
    rows,
  });
  return { ...edited, content: placed.content, placed: rows };
}

/** What was meant, without how it is written and where. */
function bare(edits: readonly Edit[]) {
  return edits
    .map(edit =>
      edit.kind === 'add' || edit.kind === 'restore'
        ? { key: edit.key, cells: withoutEmpty(edit.cells) }
        : { ...edit, written: undefined },
    )
    .map(edit => JSON.stringify(edit, Object.keys(edit).sort()))
    .sort();
}

function withoutEmpty(cells: Readonly<Record<string, Value>>) {
  return JSON.stringify(
    Object.entries(cells)
      .filter(([, text]) => text !== null && text !== '')
      .sort(),
  );
}

describe.each(FORMATS)('edits of %s', format => {
  const check = (property: (scene: Scene) => void) =>
    fc.assert(fc.property(scenes, property), { numRuns: RUNS });

  it('are what differs afterwards', () =>
    check(each => {
      const before = fileOf(format, each);
      const edits = editsOf(format, each);
      const { content, conflicts } = change(format, before, edits);
      expect(conflicts).toEqual([]);
      expect(bare(editsBetween(meaning(format), before, content))).toEqual(
        bare(edits),
      );
    }));

  it('do nothing a second time', () =>
    check(each => {
      const edits = editsOf(format, each);
      const once = change(format, fileOf(format, each), edits);
      const twice = change(format, once.content, edits);
      expect(twice.content.equals(once.content)).toBe(true);
      expect(twice.applied).toEqual([]);
      expect(twice.conflicts).toEqual([]);
    }));

  it('are taken back to the byte', () =>
    check(each => {
      const before = fileOf(format, each);
      const { content } = change(format, before, editsOf(format, each));
      const back = editsBetween(meaning(format), content, before);
      expect(change(format, content, back).content.toString()).toBe(
        before.toString(),
      );
    }));

  it('leave the bytes of all other rows as they are', () =>
    check(each => {
      const before = fileOf(format, each);
      const edits = editsOf(format, each);
      const touched = new Set(edits.map(({ key }) => key));
      const rest = (content: Buffer) =>
        change(
          format,
          content,
          [...Array(each.rows.length).keys()]
            .map(i => `r${i}`)
            .filter(key => touched.has(key))
            .concat(each.added.map((_, i) => `n${i}`))
            .map(key => ({ key, kind: 'exclude' })),
        ).content.toString();
      expect(rest(change(format, before, edits).content)).toBe(rest(before));
    }));
});
