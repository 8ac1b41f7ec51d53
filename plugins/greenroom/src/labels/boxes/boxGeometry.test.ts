import fc from 'fast-check';
import type { Box } from '@greenroom/backstage-plugin-greenroom-common';
import {
  boxAt,
  boxBetween,
  cornerOf,
  CORNERS,
  isInside,
  middleBox,
  movedBox,
  resizedBox,
} from './boxGeometry';

const SIZE = { width: 160, height: 120 };
const coordinate = fc.integer({ min: -400, max: 400 });
const point = fc.record({ x: coordinate, y: coordinate });
const box = fc.tuple(point, point).map(([a, b]) => boxBetween('4', a, b, SIZE));

describe('boxGeometry', () => {
  it('draws, moves and resizes boxes only within the picture', () => {
    fc.assert(
      fc.property(
        box,
        point,
        fc.constantFrom(...CORNERS),
        (drawn, to, corner) => {
          for (const each of [
            drawn,
            movedBox(drawn, to, SIZE),
            resizedBox(drawn, corner, to, SIZE),
          ])
            expect(isInside(each, SIZE)).toBe(true);
        },
      ),
    );
  });

  it('keeps the size of a box that is moved', () => {
    fc.assert(
      fc.property(box, point, (drawn, by) => {
        const { width, height } = movedBox(drawn, by, SIZE);
        expect([width, height]).toEqual([drawn.width, drawn.height]);
      }),
    );
  });

  it('leaves a box as it is whose corner is put where it stands', () => {
    fc.assert(
      fc.property(box, fc.constantFrom(...CORNERS), (drawn, corner) => {
        expect(
          resizedBox(drawn, corner, cornerOf(drawn, corner), SIZE),
        ).toEqual(drawn);
      }),
    );
  });

  it('draws the same box from any of its corners', () => {
    const [a, b] = [
      { x: 10, y: 20 },
      { x: 40, y: 60 },
    ];
    const drawn: Box = { label: '4', x: 10, y: 20, width: 30, height: 40 };
    expect(boxBetween('4', a, b, SIZE)).toEqual(drawn);
    expect(boxBetween('4', b, a, SIZE)).toEqual(drawn);
    expect(boxBetween('4', { x: 10, y: 60 }, { x: 40, y: 20 }, SIZE)).toEqual(
      drawn,
    );
  });

  it('begins in the middle where nobody points', () => {
    expect(middleBox('4', SIZE)).toEqual({
      label: '4',
      x: 60,
      y: 45,
      width: 40,
      height: 30,
    });
  });

  it('finds the smaller of two boxes at a point, and none beside them', () => {
    const large = {
      box: boxBetween('4', { x: 0, y: 0 }, { x: 99, y: 99 }, SIZE),
    };
    const small = {
      box: boxBetween('1', { x: 9, y: 9 }, { x: 30, y: 30 }, SIZE),
    };
    expect(boxAt([small, large], { x: 20, y: 20 })).toBe(small);
    expect(boxAt([small, large], { x: 60, y: 60 })).toBe(large);
    expect(boxAt([small, large], { x: 120, y: 60 })).toBeUndefined();
  });
});
