import type { PictureChange } from '@greenroom/manifest';
import type { Size } from './geometry/Placement';

/** A change of a picture with its numbers drawn: the same of the same picture makes the same bytes. */
export type DrawnChange =
  | { readonly op: 'flip'; readonly axis: 'horizontal' | 'vertical' }
  /** Clockwise on the screen, around the middle. */
  | { readonly op: 'rotate'; readonly degrees: number }
  /** Whole pixels. */
  | ({ readonly op: 'crop'; readonly x: number; readonly y: number } & Size)
  | ({ readonly op: 'resize' } & Size)
  | { readonly op: 'light'; readonly factor: number }
  | { readonly op: 'noise'; readonly deviation: number; readonly seed: number }
  | { readonly op: 'blur'; readonly sigma: number }
  | ({ readonly op: 'occlude'; readonly x: number; readonly y: number } & Size);

/** The least sigma that blurs at all: that which sharp takes. */
const LEAST_SIGMA = 0.3;
/** How much wider than high an occluded part is, or the other way (Zhong et al. 2020, random erasing: 0.3 to 3.3). */
const MOST_ASPECT = 3.3;
const SEEDS = 2 ** 31;

/**
 * Draws the numbers of a change.
 *
 * @param random - from 0 to below 1
 */
export function drawChange(
  step: PictureChange,
  { width, height }: Size,
  random: () => number,
): DrawnChange {
  switch (step.op) {
    case 'flip':
      return step;
    case 'rotate':
      return { op: 'rotate', degrees: step.most * (2 * random() - 1) };
    case 'crop': {
      const share = () => step.least + (1 - step.least) * random();
      return {
        op: 'crop',
        ...partOf(
          { width, height },
          { width: width * share(), height: height * share() },
          random,
        ),
      };
    }
    case 'light':
      return { op: 'light', factor: 1 + step.most * (2 * random() - 1) };
    case 'noise':
      return {
        op: 'noise',
        deviation: step.deviation,
        seed: Math.floor(random() * SEEDS),
      };
    case 'blur':
      return {
        op: 'blur',
        sigma: LEAST_SIGMA + (step.sigma - LEAST_SIGMA) * random(),
      };
    case 'occlude': {
      const area = step.most * (1 - random()) * width * height;
      const aspect = MOST_ASPECT ** (2 * random() - 1);
      return {
        op: 'occlude',
        ...partOf(
          { width, height },
          {
            width: Math.sqrt(area * aspect),
            height: Math.sqrt(area / aspect),
          },
          random,
        ),
      };
    }
    default:
      throw new Error(`Unknown change ${JSON.stringify(step satisfies never)}`);
  }
}

/** A part of a picture in whole pixels, anywhere in it. */
function partOf(size: Size, wanted: Size, random: () => number) {
  const width = within(1, Math.round(wanted.width), size.width);
  const height = within(1, Math.round(wanted.height), size.height);
  return {
    x: Math.floor(random() * (size.width - width + 1)),
    y: Math.floor(random() * (size.height - height + 1)),
    width,
    height,
  };
}

function within(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
