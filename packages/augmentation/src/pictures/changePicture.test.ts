import { seededRandom } from '@greenroom/label-quality';
import type { PictureChange } from '@greenroom/manifest';
import sharp from 'sharp';
import { changePicture } from './changePicture';
import { changePixels } from './changePixels';
import type { DrawnChange } from './DrawnChange';
import { moveAnnotation } from './geometry/moveAnnotation';
import { placedBy, unchanged } from './geometry/Placement';
import { packPicture, unpackPicture } from './pictureFile';
import type { Pixels } from './Pixels';

const BOX = { x: 20, y: 12, width: 24, height: 16 };

/** A white box on black: what is marked can be found again. */
function drawn(channels: Pixels['channels'] = 1): Pixels {
  const [width, height] = [80, 60];
  const values = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++) {
        const isBox =
          x >= BOX.x &&
          x < BOX.x + BOX.width &&
          y >= BOX.y &&
          y < BOX.y + BOX.height;
        const isOpacity = c === 3;
        values[(y * width + x) * channels + c] = isBox || isOpacity ? 255 : 0;
      }
  return { width, height, channels, values };
}

const STEPS: readonly PictureChange[] = [
  { op: 'flip', axis: 'horizontal' },
  { op: 'rotate', most: 20 },
  { op: 'crop', least: 0.8 },
  { op: 'light', most: 0.3 },
  { op: 'noise', deviation: 8 },
  { op: 'blur', sigma: 1 },
  { op: 'occlude', most: 0.1 },
];

describe('changePicture', () => {
  it('makes the same bytes by the same seed, and others by another', async () => {
    const made = async (seed: number) => {
      const { pixels } = await changePicture(
        drawn(3),
        STEPS,
        undefined,
        seededRandom(seed),
      );
      return packPicture(pixels, 'png');
    };
    const [one, same, other] = await Promise.all([made(1), made(1), made(2)]);
    expect(one.equals(same)).toBe(true);
    expect(one.equals(other)).toBe(false);
  });

  it.each([1, 3, 4] as const)(
    'keeps the %d channels of a picture, and its size where all have one',
    async channels => {
      const { pixels, placement } = await changePicture(
        drawn(channels),
        STEPS,
        { width: 80, height: 60 },
        seededRandom(5),
      );
      expect(pixels).toMatchObject({ width: 80, height: 60, channels });
      expect(pixels.values).toHaveLength(80 * 60 * channels);
      expect(placement.size).toEqual({ width: 80, height: 60 });
    },
  );

  it.each([
    { op: 'flip', axis: 'horizontal' },
    { op: 'flip', axis: 'vertical' },
    { op: 'rotate', degrees: 12 },
    { op: 'rotate', degrees: -90 },
    { op: 'crop', x: 10, y: 5, width: 50, height: 40 },
    { op: 'resize', width: 40, height: 90 },
  ] as DrawnChange[])('moves marks where %j moves pixels', async change => {
    const { values, width, height } = await changePixels(drawn(), change);
    const outcome = moveAnnotation(
      { label: 'box', box: BOX, outline: [rectangle()] },
      placedBy(unchanged({ width: 80, height: 60 }), change),
    );
    const lit = litBox(values, width);
    const { box } = outcome.annotation;
    // A pixel at either side: the edges of turned boxes are smoothed.
    expect(Math.abs(lit.x - box.x)).toBeLessThan(1.5);
    expect(Math.abs(lit.y - box.y)).toBeLessThan(1.5);
    expect(Math.abs(lit.width - box.width)).toBeLessThan(2.5);
    expect(Math.abs(lit.height - box.height)).toBeLessThan(2.5);
    expect([width, height]).toEqual(
      change.op === 'crop' || change.op === 'resize'
        ? [change.width, change.height]
        : [80, 60],
    );
  });

  it('fills the corners with the colour of the edge', async () => {
    const bright: Pixels = {
      width: 20,
      height: 20,
      channels: 3,
      values: new Uint8Array(20 * 20 * 3).fill(200),
    };
    const { values } = await changePixels(bright, {
      op: 'rotate',
      degrees: 45,
    });
    expect([Math.min(...values), Math.max(...values)]).toEqual([200, 200]);
  });

  it('leaves the opacity as it is when light and noise change', async () => {
    const changed = await changePixels(drawn(4), {
      op: 'noise',
      deviation: 60,
      seed: 3,
    });
    const opacity = changed.values.filter((_, i) => i % 4 === 3);
    expect(new Set(opacity)).toEqual(new Set([255]));
  });
});

describe('unpackPicture', () => {
  it('turns a picture as the camera was held', async () => {
    const file = await sharp({
      create: { width: 30, height: 10, channels: 3, background: 'teal' },
    })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { pixels, format } = await unpackPicture(file, 'a.jpg');
    expect(pixels).toMatchObject({ width: 10, height: 30, channels: 3 });
    expect(format).toBe('jpeg');
  });

  it('keeps grey grey', async () => {
    const file = await packPicture(drawn(1), 'png');
    const { pixels } = await unpackPicture(file, 'a.png');
    expect(pixels.channels).toBe(1);
    expect(Buffer.from(pixels.values).equals(drawn(1).values)).toBe(true);
  });

  it('names what is broken, and what to do', async () => {
    const file = await packPicture(drawn(3), 'png');
    await expect(
      unpackPicture(file.subarray(0, file.length / 2), 'data/a.png'),
    ).rejects.toThrow(
      /^data\/a\.png: the picture cannot be read .*take its row out/,
    );
    await expect(
      unpackPicture(Buffer.from('GIF89a, or so'), 'row 7'),
    ).rejects.toThrow(/^row 7: .*PNG, JPEG or WebP/);
  });
});

function rectangle() {
  const { x, y, width, height } = BOX;
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ] as const;
}

/** Around the pixels that are brighter than half. */
function litBox(values: Uint8Array, width: number) {
  const lit = [...values.entries()].filter(([, value]) => value > 127);
  const xs = lit.map(([at]) => at % width);
  const ys = lit.map(([at]) => Math.floor(at / width));
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return {
    x,
    y,
    width: Math.max(...xs) + 1 - x,
    height: Math.max(...ys) + 1 - y,
  };
}
