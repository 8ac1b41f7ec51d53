import fc from 'fast-check';
import { tableOf } from '../applyEdits';
import { pairRows } from './pairRows';

const RUNS = 100;
type Row = readonly [key: string, note: string];

const MEANING = { path: 'a.csv', format: 'csv', key: 'id' } as const;
const tableFrom = (rows: readonly Row[]) =>
  tableOf(
    `id,note\n${rows.map(row => `${row.join(',')}\n`).join('')}`,
    MEANING,
  );

const note = fc.constantFrom('x', 'y', 'z');
const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
/** A key may stand twice: whoever wrote the file was not held to it. */
const rows = fc.array(fc.tuple(key, note), { maxLength: 8 });
const unique = fc.uniqueArray(fc.tuple(key, note), {
  maxLength: 6,
  selector: ([name]) => name,
});
const shuffled = (of: fc.Arbitrary<Row[]>) =>
  of.chain(all =>
    fc.tuple(
      fc.constant(all),
      fc.shuffledSubarray(all, { minLength: all.length }),
    ),
  );

const keysOf = (pairs: ReturnType<typeof pairRows>) => ({
  changed: pairs.changed.map(([row]) => row.key).sort(),
  gone: pairs.gone.map(row => row.key).sort(),
  coming: pairs.coming.map(({ row }) => row.key).sort(),
});
const countOf = (all: readonly string[], name: string) =>
  all.filter(each => each === name).length;

describe('pairRows', () => {
  it('leaves no row of either side out, and none waits on both', () =>
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const pairs = pairRows(tableFrom(before), tableFrom(after));
        const { gone, coming } = keysOf(pairs);
        for (const name of new Set([...gone, ...coming]))
          expect(countOf(gone, name) * countOf(coming, name)).toBe(0);
        const [was, is] = [before, after].map(all => all.map(([id]) => id));
        for (const name of new Set([...was, ...is]))
          expect(countOf(is, name) - countOf(was, name)).toBe(
            countOf(coming, name) - countOf(gone, name),
          );
      }),
      { numRuns: RUNS },
    ));

  it('finds no difference in the order of rows', () =>
    fc.assert(
      fc.property(shuffled(unique), ([all, other]) => {
        const pairs = pairRows(tableFrom(all), tableFrom(other));
        expect(keysOf(pairs)).toEqual({ changed: [], gone: [], coming: [] });
      }),
      { numRuns: RUNS },
    ));

  it('finds the same, whatever the order of either side', () =>
    fc.assert(
      fc.property(
        shuffled(unique),
        shuffled(unique),
        ([before, mixed], [after, stirred]) => {
          expect(
            keysOf(pairRows(tableFrom(mixed), tableFrom(stirred))),
          ).toEqual(keysOf(pairRows(tableFrom(before), tableFrom(after))));
        },
      ),
      { numRuns: RUNS },
    ));

  it('tells what changed, what goes, and what comes behind what', () => {
    const pairs = pairRows(
      tableFrom([
        ['a', 'x'],
        ['b', 'x'],
        ['c', 'x'],
      ]),
      tableFrom([
        ['d', 'x'],
        ['a', 'x'],
        ['e', 'x'],
        ['c', 'y'],
      ]),
    );
    expect(keysOf(pairs)).toEqual({
      changed: ['c'],
      gone: ['b'],
      coming: ['d', 'e'],
    });
    expect(pairs.coming.map(({ behind }) => behind)).toEqual([null, 'a']);
  });
});
