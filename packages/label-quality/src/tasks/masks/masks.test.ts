import { downsample } from './downsample';
import { findMaskIssues } from './findMaskIssues';
import { scoreMasks } from './scoreMasks';

const SHAPE = { classes: 2, height: 4, width: 4 };

/** Pictures whose lower half is class 1; in the second, some others are labelled so too. */
function planted(wrongPixels: readonly number[] = [0, 1]) {
  const image = (wrong: readonly number[]) => {
    const truth = Int32Array.from({ length: 16 }, (_, i) => (i < 8 ? 0 : 1));
    const ones = Float64Array.from(truth, label =>
      label === 1 ? 0.875 : 0.125,
    );
    return {
      labels: truth.map((label, i) => (wrong.includes(i) ? 1 : label)),
      predProbs: Float64Array.from([...ones.map(p => 1 - p), ...ones]),
    };
  };
  const pictures = [image([]), image(wrongPixels), image([])];
  return { ...SHAPE, images: 3, imageAt: (i: number) => pictures[i] };
}

describe('findMaskIssues', () => {
  it('finds the pixels that were painted wrongly', () => {
    const { pixels, common } = findMaskIssues(planted());
    expect(pixels.map(found => Array.from(found))).toEqual([[], [0, 1], []]);
    expect(common).toEqual([{ given: 1, suggested: 0, pixels: 2 }]);
  });

  it('judges blocks as one, and spares their pixels that are right', () => {
    const { pixels } = findMaskIssues({ ...planted([0, 1, 4]), factor: 2 });
    expect(Array.from(pixels[1])).toEqual([0, 1, 4]);
  });

  it('names picture, row and column of a label outside the classes', () => {
    const masks = planted();
    masks.imageAt(2).labels[6] = 9;
    expect(() => findMaskIssues(masks)).toThrow(
      /Picture 2, row 1, column 2 has label 9/,
    );
  });
});

describe('scoreMasks', () => {
  it('scores the picture that was painted wrongly lowest', () => {
    const scores = scoreMasks(planted());
    expect(scores[1]).toBeLessThan(Math.min(scores[0], scores[2]));
  });
});

describe('downsample', () => {
  it('lets the labels of a block vote instead of averaging them', () => {
    const { labels } = downsample(
      {
        labels: Int32Array.of(0, 2, 2, 0),
        predProbs: new Float64Array(12).fill(1 / 3),
      },
      { classes: 3, height: 2, width: 2 },
      2,
    );
    expect(Array.from(labels)).toEqual([0]);
  });

  it('refuses pictures that do not divide', () => {
    expect(() =>
      downsample(
        { labels: new Int32Array(6), predProbs: new Float64Array(12) },
        { classes: 2, height: 2, width: 3 },
        2,
      ),
    ).toThrow(/2 x 3 pixels do not divide by 2/);
  });
});
