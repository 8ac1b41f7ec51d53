import sharp from 'sharp';
import { COLOUR_SIDE, GREY_SIDE, pictureLook } from './pictureLook';

const made = (width: number, height: number, background = '#f00') =>
  sharp({ create: { width, height, channels: 4, background } });

describe('pictureLook', () => {
  it('has the size of the picture, and no more pixels than it wants', async () => {
    const look = await pictureLook(await made(900, 300).jpeg().toBuffer());
    expect(look).toMatchObject({ width: 900, height: 300 });
    expect(look.seen).toMatchObject({ width: 256, height: 85 });
    expect(look.seen.pixels).toHaveLength(256 * 85 * 3);
    expect(look.small).toMatchObject({ width: 64, height: 21 });
    expect(look.grey).toHaveLength(GREY_SIDE ** 2);
    expect(look.colours).toHaveLength(3 * COLOUR_SIDE ** 2);
  });

  it('turns a picture upright as its camera says', async () => {
    const turned = await made(40, 20)
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(await pictureLook(turned)).toMatchObject({ width: 20, height: 40 });
  });

  it('sees colours, also of grey and of transparent pictures', async () => {
    const [red] = [await pictureLook(await made(30, 30).png().toBuffer())];
    expect([...red.colours.subarray(0, 3)]).toEqual([255, 0, 0]);
    const grey = await pictureLook(
      await made(30, 30, '#808080').greyscale().png().toBuffer(),
    );
    expect(grey.seen.pixels).toHaveLength(30 * 30 * 3);
    const clear = await pictureLook(
      await made(30, 30, '#fff0').png().toBuffer(),
    );
    expect(new Set(clear.grey)).toEqual(new Set([0]));
  });

  it('refuses a picture that is cut short', async () => {
    const whole = await sharp({
      create: {
        ...{ width: 200, height: 200, channels: 3, background: '#000' },
        noise: { type: 'gaussian', mean: 128, sigma: 50 },
      },
    })
      .jpeg()
      .toBuffer();
    await expect(
      pictureLook(whole.subarray(0, whole.length / 2)),
    ).rejects.toThrow();
    await expect(pictureLook(Buffer.from('GIF89a'))).rejects.toThrow(/PNG/);
  });
});
