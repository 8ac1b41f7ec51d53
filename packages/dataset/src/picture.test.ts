import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { isPicture, picture } from './picture';

const drawn = (format: 'png' | 'jpeg' | 'webp' | 'gif' | 'tiff') =>
  sharp({
    create: { width: 400, height: 100, channels: 3, background: '#a00' },
  })
    .toFormat(format)
    .toBuffer();

describe('picture', () => {
  it.each(['png', 'jpeg', 'webp'] as const)(
    'fits a %s into the square, keeping its proportions',
    async format => {
      const made = await picture(await drawn(format), 64);
      expect(await sharp(made).metadata()).toMatchObject({
        format: 'webp',
        width: 64,
        height: 16,
      });
    },
  );

  it('leaves a picture that is smaller as it is', async () => {
    const made = await picture(await drawn('png'), 1_024);
    expect(await sharp(made).metadata()).toMatchObject({ width: 400 });
  });

  it.each(['gif', 'tiff'] as const)(
    'lets no %s reach its decoder',
    async format => {
      await expect(picture(await drawn(format), 64)).rejects.toThrow(/PNG/);
    },
  );

  it('refuses a picture that is cut short', async () => {
    const whole = await drawn('png');
    await expect(
      picture(whole.subarray(0, whole.length / 2), 64),
    ).rejects.toThrow();
  });

  it('refuses a small file of too many pixels', async () => {
    const bomb = await drawn('png');
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    await expect(picture(bomb, 64)).rejects.toThrow(/pixel/i);
  });
});

describe('isPicture', () => {
  it('takes no text for a picture', () => {
    expect(
      isPicture(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')),
    ).toBe(false);
  });
});
