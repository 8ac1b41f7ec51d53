import { groupChecks } from './groupChecks';
import { Judgement } from './Judgement';
import type { SliceColumn } from './readSlices';

const rows = Array.from({ length: 200 }, (_, i) => ({
  key: `r${i}`,
  label: i % 2,
  split: 'train',
  number: i,
}));
/** How likely the given class is: of every fourth row the model is unsure. */
const judgementBy = (isUnsure: (i: number) => boolean) =>
  new Judgement(
    rows,
    {
      probabilities: new Map(
        rows.map(({ key, label }, i) => {
          const p = isUnsure(i) ? 0.55 : 0.95;
          return [key, Float64Array.from(label ? [1 - p, p] : [p, 1 - p])];
        }),
      ),
      origins: new Map(),
      used: [],
    },
    2,
    () => true,
  );
const slice = (
  column: string,
  valueOf: (i: number) => number,
): SliceColumn => ({
  column,
  names: ['north', 'south', 'west', 'east'],
  valueOf: Int32Array.from(rows, (_, i) => valueOf(i)),
});
const place = slice('place', i => (i >> 1) % 4);
const checked = (
  isUnsure: (i: number) => boolean,
  slices: readonly SliceColumn[],
) =>
  groupChecks({
    rows,
    judgement: judgementBy(isUnsure),
    compared: { whyNot: 'of no numbers' },
    slices,
    classes: 2,
    nameOf: ({ key }) => key,
  });

describe('groupChecks', () => {
  it('names a slice whose labels the model is less sure of, with its score', () => {
    const [check] = checked(i => (i >> 1) % 4 === 2, [place]);
    expect(check).toMatchObject({
      name: 'Groups the model is unsure of',
      state: 'found',
      text: expect.stringContaining(
        'place = west (50 rows, score 0.55 against 0.95 of the others)',
      ),
    });
  });

  it('passes where the model is unsure everywhere alike', () => {
    const [check] = checked(i => i % 5 === 0, [place]);
    expect(check).toMatchObject({ state: 'passed' });
  });

  it('says what to mark where nothing can be grouped', () => {
    for (const check of checked(() => false, []))
      expect(check).toMatchObject({
        state: 'not run',
        text: expect.stringContaining('slice: true'),
      });
  });

  it('tells a slice that gives the label away', () => {
    const source = slice('source', i => (i % 2) + 2 * (i % 4 >> 1));
    const [, check] = checked(() => false, [place, source]);
    expect(check).toMatchObject({
      name: 'Shortcuts by slice',
      state: 'found',
      text: expect.stringContaining('source (100 % right)'),
    });
    expect(check.text).not.toContain('place');
  });
});
