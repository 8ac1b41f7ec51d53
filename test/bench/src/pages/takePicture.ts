import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

const IMAGES = path.resolve(
  path.dirname(require.resolve('@greenroom/test-bench/package.json')),
  '../../docs/images',
);

/** Saves what is seen for the docs, with as few colours as tell it apart: a third of the bytes. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await mkdir(IMAGES, { recursive: true });
  const picture = await sharp(await page.screenshot())
    .png({ palette: true, colours: 128, effort: 10, compressionLevel: 9 })
    .toBuffer();
  await writeFile(path.join(IMAGES, `${name}.png`), picture);
}
