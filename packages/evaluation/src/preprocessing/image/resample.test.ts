import type { Pixels } from '@greenroom/dataset';
import { type Interpolation, resample } from './resample';

/** A picture whose value is (37 x + 61 y + 29 channel) modulo 256. */
function pattern(width: number, height: number, channels: 1 | 3): Pixels {
  const values = Uint8Array.from(
    { length: width * height * channels },
    (_, i) => {
      const place = Math.floor(i / channels);
      const [x, y] = [place % width, Math.floor(place / width)];
      return (37 * x + 61 * y + 29 * (i % channels)) % 256;
    },
  );
  return { width, height, channels, values };
}

describe('resample', () => {
  // Bytes of Image.resize in Pillow 13.0 for the same picture.
  it.each<[Interpolation, [number, number], [number, number], number[]]>([
    ['nearest', [5, 4], [3, 2], [61, 135, 209, 183, 1, 75]],
    ['bilinear', [5, 4], [3, 2], [60, 118, 155, 155, 128, 99]],
    ['bicubic', [5, 4], [3, 2], [48, 119, 163, 164, 133, 92]],
    [
      'bilinear',
      [3, 3],
      [5, 4],
      [
        ...[0, 15, 37, 59, 74, 38, 53, 75, 97, 112],
        ...[84, 99, 121, 143, 158, 122, 137, 159, 181, 196],
      ],
    ],
    [
      'bicubic',
      [3, 3],
      [5, 4],
      [
        ...[0, 8, 34, 60, 74, 32, 45, 71, 97, 111],
        ...[85, 99, 125, 151, 165, 122, 136, 162, 188, 202],
      ],
    ],
    [
      'bicubic',
      [7, 5],
      [7, 2],
      [52, 97, 127, 164, 140, 177, 107, 192, 140, 70, 107, 83, 120, 150],
    ],
  ])('%s from %j to %j pixels, as Pillow', (kind, from, to, expected) => {
    const { values } = resample(pattern(...from, 1), ...to, kind);
    expect(Array.from(values)).toEqual(expected);
  });

  it('keeps channels apart, as Pillow', () => {
    const made = resample(pattern(4, 3, 3), 2, 5, 'bilinear');
    expect(Array.from(made.values)).toEqual([
      ...[26, 55, 84, 85, 114, 143, 50, 79, 108, 109, 138, 167],
      ...[87, 116, 145, 146, 175, 204, 124, 153, 182, 183, 146, 175],
      ...[148, 177, 206, 207, 126, 155],
    ]);
    expect(made).toMatchObject({ width: 2, height: 5, channels: 3 });
  });
});
