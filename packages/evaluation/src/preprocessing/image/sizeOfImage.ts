import type { ImageStep } from '@greenroom/manifest';

export type Size = { readonly width: number; readonly height: number };

/** Of the pictures that a step makes; undefined where only the pictures tell. */
export function sizeOfImage(step: ImageStep): Size | undefined {
  const { width, height, resize, crop } = step;
  if (crop) return crop;
  const stored = width && height ? { width, height } : undefined;
  return resize ? resizedTo(resize, stored) : stored;
}

/** The size that a picture is scaled to; with `shorter`, as torchvision's Resize does. */
export function resizedTo(
  { width, height, shorter }: NonNullable<ImageStep['resize']>,
  stored: Size | undefined,
): Size | undefined {
  if (width && height) return { width, height };
  if (!shorter || !stored) return undefined;
  const longer = Math.trunc(
    (shorter * Math.max(stored.width, stored.height)) /
      Math.min(stored.width, stored.height),
  );
  return stored.width <= stored.height
    ? { width: shorter, height: longer }
    : { width: longer, height: shorter };
}
