import { quantileOf } from '../neighbours/quantileOf';
import type { ImageProperties } from './imageProperties';

export const IMAGE_ISSUES = [
  'dark',
  'light',
  'blurry',
  'low information',
  'odd aspect ratio',
  'odd size',
  'grey',
] as const;
export type ImageIssue = (typeof IMAGE_ISSUES)[number];

/** cleanvision 0.3's defaults: below it a property is an issue. */
const THRESHOLDS = {
  dark: 0.32,
  light: 0.05,
  blurry: 0.29,
  information: 0.3,
  aspectRatio: 0.35,
};
/** Sizes further than so many quartile ranges from the quartiles are odd. */
const SIZE_RANGES = 3;

/**
 * The pictures with each issue, by index. Greys are an issue among colours: they
 * are told where most pictures are coloured (cleanvision tells every one).
 */
export function findImageIssues(
  pictures: readonly ImageProperties[],
): Readonly<Record<ImageIssue, number[]>> {
  const where = (holds: (picture: ImageProperties) => boolean) =>
    [...pictures.keys()].filter(i => holds(pictures[i]));
  const greys = where(({ isGrey }) => isGrey);
  const isOddSize = oddSizes(pictures);
  return {
    dark: where(({ dark }) => dark < THRESHOLDS.dark),
    light: where(({ light }) => light < THRESHOLDS.light),
    blurry: where(({ sharpness }) => sharpness < THRESHOLDS.blurry),
    'low information': where(
      ({ information }) => information < THRESHOLDS.information,
    ),
    'odd aspect ratio': where(
      ({ aspectRatio }) => aspectRatio < THRESHOLDS.aspectRatio,
    ),
    'odd size': where(({ size }) => isOddSize(size)),
    grey: greys.length * 2 < pictures.length ? greys : [],
  };
}

function oddSizes(
  pictures: readonly ImageProperties[],
): (size: number) => boolean {
  if (pictures.length === 0) return () => false;
  const sizes = Float64Array.from(pictures, ({ size }) => size).sort();
  const first = quantileOf(sizes, 0.25);
  const third = quantileOf(sizes, 0.75);
  const room = SIZE_RANGES * (third - first);
  return size => size < first - room || size > third + room;
}
