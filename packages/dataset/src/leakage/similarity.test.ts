import fc from 'fast-check';
import { candidatePairs } from './candidatePairs';
import { BANDS, minHashBands } from './minHashBands';
import { orientSplits } from './orientSplits';
import {
  differenceHash,
  hammingDistance,
  pictureSimilarity,
  resample,
} from './pictureHash';
import { jaccard, shingles } from './shingles';

describe('minHashBands', () => {
  /** Texts that share a given part of their shingles, by replacing words at the end. */
  const words = Array.from({ length: 400 }, (_, i) =>
    ((i * 2654435761) % 4294967296).toString(36),
  );
  const pairOf = (i: number, changed: number) => {
    const text = words.slice(i, i + 60);
    const other = [...text];
    for (let k = 0; k < changed; k++) other[60 - 1 - k] = `zz${k}q${i}`;
    return [text.join(' '), other.join(' ')];
  };
  const met = ([a, b]: string[]) => {
    const [x, y] = [minHashBands(a), minHashBands(b)];
    return x.some((hash, band) => hash === y[band]);
  };

  it('brings together nearly all texts that share 80 % of their shingles, and few that share a third', () => {
    const near = Array.from({ length: 200 }, (_, i) => pairOf(i, 6));
    const far = Array.from({ length: 200 }, (_, i) => pairOf(i, 32));
    const mean = (pairs: string[][]) =>
      pairs.reduce(
        (sum, [a, b]) => sum + jaccard(shingles(a), shingles(b)),
        0,
      ) / pairs.length;
    expect(mean(near)).toBeGreaterThan(0.78);
    expect(mean(near)).toBeLessThan(0.85);
    expect(mean(far)).toBeLessThan(0.35);
    expect(near.filter(met).length).toBeGreaterThan(192);
    expect(far.filter(met).length).toBeLessThan(30);
  });

  it('is the same for the same text', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(minHashBands(text)).toEqual(minHashBands(text));
        expect(minHashBands(text)).toHaveLength(BANDS);
      }),
    );
  });
});

describe('jaccard', () => {
  it('is symmetric, between 0 and 1, and 1 for the same text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const [x, y] = [shingles(a), shingles(b)];
        expect(jaccard(x, y)).toBe(jaccard(y, x));
        expect(jaccard(x, y)).toBeGreaterThanOrEqual(0);
        expect(jaccard(x, y)).toBeLessThanOrEqual(1);
        expect(jaccard(x, x)).toBe(1);
      }),
    );
  });
});

describe('candidatePairs', () => {
  it('are the pairs of different splits that share a band, where few rows do', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            split: fc.nat({ max: 2 }),
            bands: fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 })),
          }),
          { maxLength: 10 },
        ),
        rows => {
          const { pairs, leftOut } = candidatePairs(
            rows.map(({ split }) => split),
            [0, 1].map(band =>
              Uint32Array.from(rows, ({ bands }) => bands[band]),
            ),
            (split, other) => split < other,
          );
          const expected = rows.flatMap((a, i) =>
            rows.flatMap((b, k) =>
              a.split < b.split &&
              a.bands.some((hash, band) => hash === b.bands[band])
                ? [`${i} ${k}`]
                : [],
            ),
          );
          expect(pairs.map(([a, b]) => `${a} ${b}`).sort()).toEqual(
            expected.sort(),
          );
          expect(leftOut).toBe(0);
        },
      ),
    );
  });

  it('leave out and count what would be quadratic', () => {
    const { pairs, leftOut } = candidatePairs(
      Array.from({ length: 200 }, (_, i) => i % 2),
      [new Uint32Array(200)],
      split => split === 0,
    );
    expect(pairs).toHaveLength(100 * 10);
    expect(leftOut).toBe(100 * 90);
  });
});

describe('pictures', () => {
  const grey = (width: number, height: number) =>
    fc
      .array(fc.nat({ max: 255 }), {
        minLength: width * height,
        maxLength: width * height,
      })
      .map(pixels => ({ width, height, pixels }));

  it('keep their mean when they are scaled down', () => {
    fc.assert(
      fc.property(grey(12, 12), picture => {
        const mean = (list: ArrayLike<number>) =>
          Array.from(list).reduce((sum, x) => sum + x, 0) / list.length;
        expect(mean(resample(picture, 5, 7))).toBeCloseTo(
          mean(picture.pixels),
          9,
        );
      }),
    );
  });

  it('have the same hash and are wholly alike when only brighter', () => {
    fc.assert(
      fc.property(grey(9, 8), picture => {
        const brighter = {
          ...picture,
          pixels: picture.pixels.map(pixel => pixel + 40),
        };
        expect(differenceHash(brighter)).toEqual(differenceHash(picture));
        fc.pre(new Set(picture.pixels).size > 1);
        expect(pictureSimilarity(picture.pixels, brighter.pixels)).toBeCloseTo(
          1,
          9,
        );
      }),
    );
  });

  it('are alike between 0 and 1, and as much the other way round', () => {
    fc.assert(
      fc.property(grey(4, 4), grey(4, 4), (a, b) => {
        const similarity = pictureSimilarity(a.pixels, b.pixels);
        expect(similarity).toBeGreaterThanOrEqual(-1e-9);
        expect(similarity).toBeLessThanOrEqual(1);
        expect(pictureSimilarity(b.pixels, a.pixels)).toBeCloseTo(
          similarity,
          12,
        );
      }),
    );
  });

  it('differ by as many bits as are set in their exclusive or', () => {
    const word = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const bits = (a ^ b) >>> 0;
        expect(hammingDistance(a, b)).toBe(
          bits.toString(2).replace(/0/g, '').length,
        );
      }),
    );
  });
});

describe('orientSplits', () => {
  it('looks from what judges to what is learned from', () => {
    expect(orientSplits(['validation', 'train', 'test'])).toEqual([
      { split: 'test', other: 'train' },
      { split: 'test', other: 'validation' },
      { split: 'validation', other: 'train' },
    ]);
  });

  it('takes the word of who knows which splits are learned from', () => {
    expect(orientSplits(['fit', 'held'], ['fit'])).toEqual([
      { split: 'held', other: 'fit' },
    ]);
  });
});
