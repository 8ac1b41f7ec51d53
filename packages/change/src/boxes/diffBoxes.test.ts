import fc from 'fast-check';
import { diffBoxes, isSameBoxes } from './diffBoxes';

const box = (label: string, x: number, y = 0, width = 10, height = 10) => ({
  label,
  x,
  y,
  width,
  height,
});

describe('diffBoxes', () => {
  it('takes boxes of one class for the same thing by the greatest overlap', () => {
    const before = [box('4', 0), box('4', 6)];
    const after = [box('4', 7), box('4', 1)];
    expect(diffBoxes(before, after).kept).toEqual([
      { from: 0, to: 1 },
      { from: 1, to: 0 },
    ]);
  });

  it('prefers the same place with another class to the same class beside it', () => {
    expect(diffBoxes([box('4', 0)], [box('4', 2), box('9', 0)])).toEqual({
      kept: [{ from: 0, to: 1 }],
      removed: [],
      added: [0],
    });
  });

  it('takes boxes of two classes that hardly overlap for two things', () => {
    expect(diffBoxes([box('4', 0)], [box('9', 6)])).toEqual({
      kept: [],
      removed: [0],
      added: [0],
    });
  });

  const boxes = fc.array(
    fc.record({
      label: fc.constantFrom('4', '9'),
      x: fc.integer({ min: 0, max: 20 }),
      y: fc.integer({ min: 0, max: 20 }),
      width: fc.integer({ min: 1, max: 9 }),
      height: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 6 },
  );

  it('accounts for every box once', () => {
    fc.assert(
      fc.property(boxes, boxes, (before, after) => {
        const { kept, removed, added } = diffBoxes(before, after);
        expect([...kept.map(({ from }) => from), ...removed].sort()).toEqual([
          ...before.keys(),
        ]);
        expect([...kept.map(({ to }) => to), ...added].sort()).toEqual([
          ...after.keys(),
        ]);
      }),
    );
  });

  it('finds nothing changed in another order', () => {
    fc.assert(
      fc.property(boxes, list => {
        expect(isSameBoxes(list, [...list].reverse())).toBe(true);
      }),
    );
  });
});
