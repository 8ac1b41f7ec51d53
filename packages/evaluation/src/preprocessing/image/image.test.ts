import type { ImageStep } from '@greenroom/manifest';
import { Preparation } from '../Preparation';
import { cropCentre } from './cropCentre';
import { resizedTo } from './sizeOfImage';

/** 3 x 2 pixels in colour: (37 x + 61 y + 29 channel) modulo 256, saved by Pillow 13.0. */
const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAF0lEQVR4nGNkkLVSVVVVVVVlsbW1hbAAGqoC0NmTazoAAAAASUVORK5CYII=',
    'base64',
  ),
);
const COLOURS = [
  ...[0, 29, 58, 37, 66, 95, 74, 103, 132],
  ...[61, 90, 119, 98, 127, 156, 135, 164, 193],
];

async function made(step: Partial<ImageStep>, cell: unknown) {
  const rows = [{ p: cell }];
  const preparation = await Preparation.open(
    {
      input: 'x',
      steps: [
        {
          op: 'image',
          column: 'p',
          scale: 1,
          offset: 0,
          layout: 'flat',
          ...step,
        },
      ],
    },
    rows,
  );
  const { values, shape } = (await preparation.prepare(rows)).inputs.get('x')!;
  return { values: [...values], shape };
}
const SIZE = { width: 3, height: 2 };
const ENCODED = { stored: 'encoded', channels: 3, ...SIZE } as const;

describe('image', () => {
  it('decodes picture files', async () => {
    expect((await made(ENCODED, PNG)).values).toEqual(COLOURS);
  });

  it('makes colours grey, as Pillow', async () => {
    const { values } = await made({ ...ENCODED, channels: 1 }, PNG);
    expect(values).toEqual([24, 61, 98, 85, 122, 159]);
  });

  it('lays channels out one after the other', async () => {
    const { values, shape } = await made({ ...ENCODED, layout: 'nchw' }, PNG);
    expect(shape).toEqual([3, 2, 3]);
    expect(values).toEqual([
      ...[0, 37, 74, 61, 98, 135],
      ...[29, 66, 103, 90, 127, 164],
      ...[58, 95, 132, 119, 156, 193],
    ]);
  });

  it('lays raw pixels of several channels out, too', async () => {
    const { values, shape } = await made(
      { channels: 3, width: 2, height: 1, layout: 'nchw' },
      Uint8Array.of(1, 2, 3, 4, 5, 6),
    );
    expect(shape).toEqual([3, 1, 2]);
    expect(values).toEqual([1, 4, 2, 5, 3, 6]);
  });

  it('normalises by channel after scaling', async () => {
    const { values } = await made(
      {
        channels: 3,
        width: 1,
        height: 1,
        scale: 0.5,
        offset: 1,
        mean: [1, 2, 3],
        std: [1, 2, 4],
      },
      [2, 4, 6],
    );
    expect(values).toEqual([1, 0.5, 0.25]);
  });

  it('scales and cuts what is stored', async () => {
    const { values, shape } = await made(
      {
        ...ENCODED,
        channels: 1,
        resize: { width: 6, height: 4, interpolation: 'nearest' },
        crop: { width: 2, height: 2 },
        layout: 'nhwc',
      },
      PNG,
    );
    expect(shape).toEqual([2, 2, 1]);
    expect(values).toEqual([61, 61, 122, 122]);
  });

  it.each([
    [
      'a file that is no picture',
      ENCODED,
      Uint8Array.of(1, 2, 3),
      /Row 1: Column p: The bytes are neither a PNG/,
    ],
    [
      'a picture of another size',
      { ...ENCODED, width: 4 },
      PNG,
      /has 3 x 2 pixels; the step says 4 x 2/,
    ],
    [
      'a picture too small to be cut',
      { ...ENCODED, crop: { width: 4, height: 2 } },
      PNG,
      /fewer than the 4 x 2 that are cut out/,
    ],
    [
      'raw pixels of another number',
      { ...SIZE, channels: 3 as const },
      [1, 2],
      /has 2 values; 3 x 2 x 3 are 18/,
    ],
    [
      'raw colours whose size nobody says, channel by channel',
      { channels: 3 as const, layout: 'nchw' as const },
      [1, 2, 3],
      /needs width and height/,
    ],
  ])('refuses %s', async (_what, step, cell, reason) => {
    await expect(made(step, cell)).rejects.toThrow(reason);
  });
});

describe('cropCentre', () => {
  // int(round(margin / 2)) of torchvision's center_crop: halves go to the even number.
  it.each([
    [5, 2, 2],
    [3, 2, 0],
    [4, 2, 1],
  ])('cuts %i pixels to %i from %i on', (width, to, from) => {
    const values = Uint8Array.from({ length: width }, (_, i) => i);
    const { values: cut } = cropCentre(
      { width, height: 1, channels: 1, values },
      to,
      1,
    );
    expect(cut[0]).toBe(from);
  });
});

describe('resizedTo', () => {
  // torchvision's Resize(256): int(256 * longer / shorter).
  it('keeps the ratio of the sides where the shorter one is given', () => {
    expect(resizedTo({ shorter: 256 }, { width: 640, height: 427 })).toEqual({
      width: 383,
      height: 256,
    });
  });
});
