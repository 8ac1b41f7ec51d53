import fc from 'fast-check';
import type { DrawnChange } from '../DrawnChange';
import { maskOf, movedMask, pixelsIn, runLengthsOf } from './Mask';
import { type Annotation, moveAnnotation } from './moveAnnotation';
import { placedBy, type Size, unchanged } from './Placement';
import { areaOf, type Box, boxAround, clipped, cornersOf } from './Polygon';

const SIZE: Size = { width: 40, height: 24 };
const placed = (changes: readonly DrawnChange[], size = SIZE) =>
  changes.reduce(placedBy, unchanged(size));
const kept = (annotation: Annotation, changes: readonly DrawnChange[]) => {
  const outcome = moveAnnotation(annotation, placed(changes));
  if (outcome.state === 'lost') throw new Error(`lost: ${outcome.reason}`);
  return outcome.annotation;
};
const close = (a: Box, b: Box) => {
  for (const side of ['x', 'y', 'width', 'height'] as const)
    expect(a[side]).toBeCloseTo(b[side], 9);
};

const box = fc
  .record({
    x: fc.integer({ min: 0, max: 30 }),
    y: fc.integer({ min: 0, max: 16 }),
    width: fc.integer({ min: 1, max: 10 }),
    height: fc.integer({ min: 1, max: 8 }),
  })
  .map((each): Annotation => ({ label: 'cup', box: each }));
const outlined = box.map(
  (annotation): Annotation => ({
    ...annotation,
    outline: [cornersOf(annotation.box)],
  }),
);
const axis = fc.constantFrom('horizontal' as const, 'vertical' as const);
const flip = axis.map((each): DrawnChange => ({ op: 'flip', axis: each }));
const rotate = fc
  .integer({ min: -180, max: 180 })
  .map((degrees): DrawnChange => ({ op: 'rotate', degrees }));

describe('what is marked in a picture', () => {
  it('is where it was after two flips, and as large after one', () => {
    fc.assert(
      fc.property(fc.oneof(box, outlined), flip, (annotation, change) => {
        close(kept(annotation, [change, change]).box, annotation.box);
        const once = kept(annotation, [change]).box;
        expect(areaOf(cornersOf(once))).toBeCloseTo(
          areaOf(cornersOf(annotation.box)),
          9,
        );
      }),
    );
  });

  it('is turned back by the opposite turn, where nothing was cut off', () => {
    const annotation: Annotation = {
      label: 'cup',
      box: { x: 17, y: 9, width: 6, height: 6 },
      outline: [cornersOf({ x: 17, y: 9, width: 6, height: 6 })],
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 180 }), degrees => {
        const back = kept(annotation, [
          { op: 'rotate', degrees },
          { op: 'rotate', degrees: -degrees },
        ]);
        close(back.box, annotation.box);
        expect(back.outline).toHaveLength(1);
      }),
    );
  });

  it('has a box around its outline, and within the picture', () => {
    fc.assert(
      fc.property(outlined, rotate, (annotation, change) => {
        const outcome = moveAnnotation(annotation, placed([change]));
        if (outcome.state === 'lost') return;
        const { box: found, outline } = outcome.annotation;
        close(found, boxAround(outline!.flat())!);
        expect(found.x).toBeGreaterThanOrEqual(-1e-9);
        expect(found.x + found.width).toBeLessThanOrEqual(SIZE.width + 1e-9);
      }),
    );
  });

  it('keeps its extent where a box is turned by quarters, and never gets more than the box around its corners', () => {
    const square: Size = { width: 40, height: 40 };
    const annotation: Annotation = {
      label: 'cup',
      box: { x: 18, y: 14, width: 4, height: 10 },
    };
    const turned = (degrees: number) => {
      const outcome = moveAnnotation(
        annotation,
        placed([{ op: 'rotate', degrees }], square),
      );
      return outcome.annotation.box;
    };
    expect(turned(90).width).toBeCloseTo(10, 9);
    expect(turned(90).height).toBeCloseTo(4, 9);
    fc.assert(
      fc.property(fc.integer({ min: -180, max: 180 }), degrees => {
        const angle = (degrees * Math.PI) / 180;
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)].map(Math.abs);
        expect(turned(degrees).width).toBeLessThanOrEqual(
          4 * cos + 10 * sin + 1e-9,
        );
      }),
    );
  });

  it.each([
    ['cut off', { op: 'crop', x: 10, y: 0, width: 20, height: 24 }, 'outside'],
    ['hidden', { op: 'occlude', x: 2, y: 2, width: 8, height: 6 }, 'covered'],
  ] as [string, DrawnChange, string][])(
    'is given up where most of it is %s',
    (_what, change, reason) => {
      const annotation = {
        label: 'cup',
        box: { x: 2, y: 2, width: 10, height: 6 },
      };
      expect(moveAnnotation(annotation, placed([change]))).toEqual({
        state: 'lost',
        annotation,
        reason,
        shareSeen: expect.closeTo(0.2, 9),
      });
    },
  );

  it('is as much hidden after the cover was flipped with it', () => {
    const annotation = {
      label: 'cup',
      box: { x: 2, y: 2, width: 10, height: 6 },
    };
    const cover = { op: 'occlude', x: 2, y: 2, width: 5, height: 6 } as const;
    const outcome = moveAnnotation(
      annotation,
      placed([cover, { op: 'flip', axis: 'horizontal' }]),
    );
    expect(outcome.shareSeen).toBeCloseTo(0.5, 9);
  });

  it('stands where its pixels stand: mask and outline agree', () => {
    const size: Size = { width: 120, height: 90 };
    const drawn = { x: 40, y: 30, width: 36, height: 24 };
    const values = new Uint8Array(size.width * size.height);
    for (let y = drawn.y; y < drawn.y + drawn.height; y++)
      values.fill(
        1,
        y * size.width + drawn.x,
        y * size.width + drawn.x + drawn.width,
      );
    const both: Annotation = {
      label: 'cup',
      box: drawn,
      outline: [cornersOf(drawn)],
    };
    fc.assert(
      fc.property(rotate, flip, (turn, mirror) => {
        const placement = placed([turn, mirror], size);
        const asMask = moveAnnotation(
          { ...both, mask: { ...size, values } },
          placement,
        );
        const asOutline = moveAnnotation(both, placement);
        expect(
          overlap(asMask.annotation.box, asOutline.annotation.box),
        ).toBeGreaterThan(0.93);
        expect(asMask.shareSeen).toBeCloseTo(asOutline.shareSeen, 1);
      }),
      { numRuns: 30 },
    );
  });
});

describe('run lengths', () => {
  it('are what they were after a mask was made of them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 1), { minLength: 12, maxLength: 12 }),
        pixels => {
          const mask = {
            width: 4,
            height: 3,
            values: Uint8Array.from(pixels),
          };
          expect(maskOf(runLengthsOf(mask))).toEqual(mask);
          const moved = movedMask(mask, unchanged(mask).matrix, {
            width: 4,
            height: 3,
          });
          expect(pixelsIn(moved)).toBe(pixelsIn(mask));
        },
      ),
    );
  });

  it('go down the columns, compressed as COCO does', () => {
    // pycocotools: encode of a 4 x 3 picture with its second column set.
    expect(runLengthsOf(maskOf({ size: [4, 3], counts: '444' }))).toEqual({
      size: [4, 3],
      counts: [4, 4, 4],
    });
    expect(() => maskOf({ size: [4, 3], counts: [4, 4] })).toThrow(
      /runs of 8 pixels; 3 x 4 are 12/,
    );
  });
});

describe('clipped', () => {
  it('leaves no more than either has, and all that lies within', () => {
    fc.assert(
      fc.property(box, box, ({ box: a }, { box: b }) => {
        const both = clipped(cornersOf(a), cornersOf(b));
        const wide =
          Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
        const high =
          Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
        expect(areaOf(both)).toBeCloseTo(
          Math.max(0, wide) * Math.max(0, high),
          9,
        );
      }),
    );
  });
});

/** Of two boxes, as a share of both together. */
function overlap(a: Box, b: Box): number {
  const shared = areaOf(clipped(cornersOf(a), cornersOf(b)));
  return shared / (areaOf(cornersOf(a)) + areaOf(cornersOf(b)) - shared);
}
