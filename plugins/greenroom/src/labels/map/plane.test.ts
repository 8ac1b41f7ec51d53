import fc from 'fast-check';
import { nearest, planeOf, stepBy } from './plane';

const coordinate = fc.double({ min: -1e3, max: 1e3, noNaN: true });
const place = fc.record({ x: coordinate, y: coordinate });

describe('the plane of the map', () => {
  it('leads back to where it came from', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        place,
        (low, span, at) => {
          const plane = planeOf([
            { x: low, y: low },
            { x: low + span, y: low + span },
          ]);
          const back = plane.fromDrawing(plane.toDrawing(at));
          expect(back.x).toBeCloseTo(at.x, 6);
          expect(back.y).toBeCloseTo(at.y, 6);
        },
      ),
    );
  });

  it('draws more of the vertical axis higher up', () => {
    const places = [
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ];
    const { toDrawing } = planeOf(places);
    expect(toDrawing(places[1]).y).toBeLessThan(toDrawing(places[0]).y);
  });

  it('has room for points that are all the same', () => {
    const { x, y } = planeOf([{ x: 3, y: 3 }]).toDrawing({ x: 3, y: 3 });
    expect(Number.isFinite(x + y)).toBe(true);
  });
});

describe('points by pointer and by arrow', () => {
  const cross = [
    { x: 0, y: 0 },
    { x: 10, y: 1 },
    { x: -10, y: 0 },
    { x: 0, y: 10 },
    { x: 30, y: 0 },
  ];

  it('are found near the pointer, and only there', () => {
    expect(nearest(cross, { x: 9, y: 0 }, 5)).toBe(1);
    expect(nearest(cross, { x: 20, y: 20 }, 5)).toBeUndefined();
  });

  it('follow one another in the direction of the arrow', () => {
    expect(stepBy(cross, 0, 'ArrowRight')).toBe(1);
    expect(stepBy(cross, 1, 'ArrowRight')).toBe(4);
    expect(stepBy(cross, 0, 'ArrowDown')).toBe(3);
  });

  it('stay where there is nothing further, and leave other keys alone', () => {
    expect(stepBy(cross, 4, 'ArrowRight')).toBe(4);
    expect(stepBy(cross, 0, 'a')).toBeUndefined();
  });
});
