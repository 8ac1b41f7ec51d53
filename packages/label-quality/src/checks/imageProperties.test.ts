import { findImageIssues } from './findImageIssues';
import { imageProperties, Picture } from './imageProperties';

/** Bytes by their position, three channels. */
const picture = (
  value: (i: number) => number,
  width = 40,
  height = 30,
): Picture => ({
  pixels: Uint8Array.from({ length: width * height * 3 }, (_, i) => value(i)),
  width,
  height,
  channels: 3,
});
/** Brighter to the right and downwards, pixel by pixel: without an edge. */
const slope = picture(
  i => (Math.floor(i / 3) % 40) + Math.floor(i / 120),
  40,
  40,
);
const plain = picture(i => (i * 7) % 256);

describe('imageProperties', () => {
  it('gives the figures of cleanvision', () => {
    const { dark, light, information, sharpness } = imageProperties(plain);
    expect(dark).toBeCloseTo(0.960066390437892, 12);
    expect(light).toBeCloseTo(0.9287478930480084, 12);
    expect(information).toBeCloseTo(0.9577700588299735, 12);
    expect(sharpness).toBeCloseTo(0.6862730117917933, 12);
  });

  it('takes a colour picture of equal channels for grey', () => {
    expect(imageProperties(picture(i => Math.floor(i / 3) % 256)).isGrey).toBe(
      true,
    );
    expect(imageProperties(plain).isGrey).toBe(false);
  });

  it('refuses bytes that are no such picture', () => {
    expect(() => imageProperties({ ...plain, width: 41 })).toThrow(
      '3600 bytes are no picture of 41 x 30 x 3.',
    );
  });

  it('asks for a smaller picture where it is too large to measure its sharpness', () => {
    const large = picture(i => i % 256, 80, 10);
    expect(() => imageProperties(large)).toThrow('at most 64 pixels');
    expect(imageProperties(large, plain).sharpness).toBe(
      imageProperties(plain).sharpness,
    );
  });
});

describe('findImageIssues', () => {
  const many = (count: number) =>
    Array.from({ length: count }, () => imageProperties(plain));

  it.each([
    ['dark', picture(i => i % 20)],
    ['light', picture(() => 250)],
    ['low information', picture(() => 120)],
    ['blurry', slope],
    ['odd aspect ratio', picture(i => (i * 7) % 256, 60, 12)],
    ['odd size', picture(i => (i * 7) % 256, 9, 8)],
    ['grey', picture(i => Math.floor(i / 3) % 256)],
  ] as const)('tells which is %s', (issue, odd) => {
    const issues = findImageIssues([...many(5), imageProperties(odd)]);
    expect(issues[issue]).toEqual([5]);
  });

  it('tells no greys where most are', () => {
    const grey = imageProperties(picture(i => Math.floor(i / 3) % 256));
    expect(findImageIssues([grey, grey, ...many(1)]).grey).toEqual([]);
  });
});
