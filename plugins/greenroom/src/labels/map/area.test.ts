import fc from 'fast-check';
import { isInside, readArea, rectangle, writeArea } from './area';

const place = fc.record({
  x: fc.integer({ min: -999, max: 999 }),
  y: fc.integer({ min: -999, max: 999 }),
});

describe('an area of the map', () => {
  it('comes back from the address bar as it was written', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 3, maxLength: 48 }), area => {
        expect(readArea(writeArea(area))).toEqual(area);
      }),
    );
  });

  it('is kept short however long the hand drew', () => {
    const long = Array.from({ length: 5_000 }, (_, i) => ({
      x: Math.cos(i / 800) * 7.123456789,
      y: Math.sin(i / 800) * 7.123456789,
    }));
    expect(writeArea(long).length).toBeLessThan(1_000);
  });

  it.each(['', '1,2', '1,2;3,4', '1,2;3,x;5,6', '1,2,3;4,5,6;7,8,9'])(
    'is not read from "%s"',
    text => {
      expect(readArea(text)).toBeUndefined();
    },
  );

  it('holds what lies between the corners of a rectangle, and nothing else', () => {
    fc.assert(
      fc.property(place, place, place, (a, b, at) => {
        const half = { x: 0.5, y: 0.5 };
        const between =
          at.x >= Math.min(a.x, b.x) &&
          at.x <= Math.max(a.x, b.x) &&
          at.y >= Math.min(a.y, b.y) &&
          at.y <= Math.max(a.y, b.y);
        expect(isInside(rectangle(a, b, half), at)).toBe(between);
      }),
    );
  });

  it('leaves out the bay of an outline that turns inwards', () => {
    const horseshoe = [
      { x: 0, y: 0 },
      { x: 9, y: 0 },
      { x: 9, y: 9 },
      { x: 6, y: 9 },
      { x: 6, y: 3 },
      { x: 3, y: 3 },
      { x: 3, y: 9 },
      { x: 0, y: 9 },
    ];
    expect(isInside(horseshoe, { x: 1, y: 8 })).toBe(true);
    expect(isInside(horseshoe, { x: 4.5, y: 8 })).toBe(false);
  });
});
