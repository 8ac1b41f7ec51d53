import fc from 'fast-check';
import { mergeFiles } from './mergeFiles';
import { readRows } from './readRows';

const RUNS = 60;
type Row = { label: string; note: string };
type Table = Readonly<Record<string, Row>>;

const KEYS = ['r0', 'r1', 'r2', 'r3', 'r4'];
const value = fc.constantFrom('a', 'b', 'c', '7', 'x,y', 'say "no"');
const row = fc.record({ label: value, note: value });
const table: fc.Arbitrary<Table> = fc.dictionary(
  fc.constantFrom(...KEYS),
  row,
  { maxKeys: 5 },
);
const FORMATS = ['csv', 'jsonl'] as const;
type Format = (typeof FORMATS)[number];

/** One row stays, so that the file shows how it is written. */
const WITNESS = { label: 'a', note: 'kept' };

function fileOf(format: Format, rows: Table): Buffer {
  const lines = Object.entries({ ...rows, witness: WITNESS })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { label, note }]) =>
      format === 'jsonl'
        ? `{"id": "${id}",  "label":${JSON.stringify(
            label,
          )}, "note": ${JSON.stringify(note)}}\n`
        : `${[id, label, note]
            .map(text =>
              /[,"]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text,
            )
            .join(',')}\r\n`,
    );
  return Buffer.from(
    (format === 'csv' ? 'id,label,note\r\n' : '') + lines.join(''),
  );
}

const meaning = (format: Format) => ({
  path: `data.${format}`,
  format,
  key: 'id',
  label: 'label',
});
const merge = (format: Format, base: Table, ours: Table, theirs: Table) =>
  mergeFiles(meaning(format), {
    base: fileOf(format, base),
    ours: fileOf(format, ours),
    theirs: fileOf(format, theirs),
  });
const rowsOf = (format: Format, content: Buffer) => {
  const found = readRows(
    { ...meaning(format), content },
    new Set([...KEYS, 'witness']),
  );
  return Object.fromEntries([...found].map(([key, { cells }]) => [key, cells]));
};
const conflictsOf = ({ conflicts }: ReturnType<typeof mergeFiles>) =>
  [...new Set(conflicts.map(({ edit }) => edit.key))].sort();

describe.each(FORMATS)('merges of files of %s', format => {
  const check = (property: (base: Table, ours: Table, theirs: Table) => void) =>
    fc.assert(fc.property(table, table, table, property), { numRuns: RUNS });

  it('are the other side where one changed nothing', () => {
    check((base, other) => {
      const [b, o] = [fileOf(format, base), fileOf(format, other)];
      expect(merge(format, base, other, base).content).toEqual(o);
      expect(merge(format, base, base, other).content).toEqual(o);
      expect(merge(format, base, other, other).content).toEqual(o);
      expect(merge(format, base, base, base).content).toEqual(b);
    });
  });

  it('give the same as ours where theirs differs in nothing that a row says', () => {
    check((base, ours) => {
      // A blank line is a byte, and no row.
      const theirs = Buffer.concat([fileOf(format, base), Buffer.from('\n')]);
      const { content, conflicts } = mergeFiles(meaning(format), {
        base: fileOf(format, base),
        ours: fileOf(format, ours),
        theirs,
      });
      expect(conflicts).toEqual([]);
      expect(rowsOf(format, content)).toEqual(
        rowsOf(format, fileOf(format, ours)),
      );
    });
  });

  it('ask about the same rows from either side', () => {
    check((base, ours, theirs) => {
      expect(conflictsOf(merge(format, base, ours, theirs))).toEqual(
        conflictsOf(merge(format, base, theirs, ours)),
      );
    });
  });

  it('say the same from either side where nothing is in conflict', () => {
    check((base, ours, theirs) => {
      const [one, other] = [
        merge(format, base, ours, theirs),
        merge(format, base, theirs, ours),
      ];
      fc.pre(one.conflicts.length === 0);
      expect(rowsOf(format, one.content)).toEqual(
        rowsOf(format, other.content),
      );
    });
  });

  it('take each cell from the side that changed it', () => {
    check((base, ours, theirs) => {
      const { content, conflicts } = merge(format, base, ours, theirs);
      const asked = new Set(conflicts.map(({ edit }) => edit.key));
      const merged = rowsOf(format, content);
      for (const key of KEYS.filter(each => !asked.has(each)))
        for (const column of ['label', 'note'] as const) {
          const [b, o, t] = [base, ours, theirs].map(
            side => side[key]?.[column],
          );
          expect(merged[key]?.[column]).toBe(o === b ? t : o);
        }
    });
  });

  it('leave rows that ours did not change as theirs has them, byte for byte', () => {
    check((base, ours, theirs) => {
      const linesOf = (text: Buffer) => text.toString().split('\n');
      const { content } = merge(format, base, ours, theirs);
      const untouched = linesOf(fileOf(format, theirs)).filter(line => {
        const key = KEYS.find(each => line.includes(each));
        return (
          key === undefined ||
          JSON.stringify(ours[key]) === JSON.stringify(base[key])
        );
      });
      expect(linesOf(content)).toEqual(expect.arrayContaining(untouched));
    });
  });
});
