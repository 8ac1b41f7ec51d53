import sharp from 'sharp';
import { thumbnail } from './thumbnail';

describe('thumbnail', () => {
  it('is a PNG of the asked size', async () => {
    const image = { width: 2, height: 2, channels: 1 as const };
    const png = await thumbnail(Uint8Array.of(0, 255, 255, 0), image, 16);
    expect(await sharp(png).metadata()).toMatchObject({
      format: 'png',
      width: 16,
      height: 16,
    });
    await expect(thumbnail(Uint8Array.of(0), image, 16)).rejects.toThrow(
      '1 bytes; 2 x 2 x 1 are 4',
    );
  });
});
