import type { MetricValues, Sample, Share } from '../rows/Accumulator';
import { defined } from '../rows/defined';
import { once } from '../rows/once';
import { ClassCurve } from './ClassCurve';
import type { DetectionPicture } from './DetectionAccumulator';
import { AreaRange, IOU_THRESHOLDS, MOST_FOUND } from './matchPicture';

/** Side in pixels from which an object is medium, and large (COCO). */
const MEDIUM_SIDE = 32;
const LARGE_SIDE = 96;
const LARGEST_SIDE = 1e5;

const RANGES = {
  all: { least: 0, most: LARGEST_SIDE ** 2 },
  Small: { least: 0, most: MEDIUM_SIDE ** 2 },
  Medium: { least: MEDIUM_SIDE ** 2, most: LARGE_SIDE ** 2 },
  Large: { least: LARGE_SIDE ** 2, most: LARGEST_SIDE ** 2 },
} as const satisfies Readonly<Record<string, AreaRange>>;
type RangeName = keyof typeof RANGES;

/** Places of IoU 0.5 and 0.75 among the thresholds. */
const AT_50 = 0;
const AT_75 = 5;

/** Average precision of one class. */
export type ClassPrecision = {
  readonly class: number;
  readonly given: number;
  /** Absent where no box of the class is given. */
  readonly ap?: number;
  readonly ap50?: number;
};

/** Pictures with what was given and found in them. */
export class DetectionSample implements Sample {
  /** By range of areas: a curve a class. */
  readonly #curves: Readonly<Record<RangeName, readonly ClassCurve[]>>;
  readonly units: Uint32Array;

  constructor(pictures: readonly DetectionPicture[], classes: number) {
    this.units = Uint32Array.from(pictures, ({ picture }) => picture);
    const ofRange = (range: AreaRange) =>
      Array.from(
        { length: classes },
        (_, k) => new ClassCurve(pictures, k, range),
      );
    this.#curves = {
      all: ofRange(RANGES.all),
      Small: ofRange(RANGES.Small),
      Medium: ofRange(RANGES.Medium),
      Large: ofRange(RANGES.Large),
    };
  }

  /** Pictures. */
  get rows(): number {
    return this.units.length;
  }

  get cost(): number {
    const found = Object.values(this.#curves)
      .flat()
      .reduce((sum, curve) => sum + curve.found, 0);
    return this.rows + 2 * IOU_THRESHOLDS.length * found;
  }

  values(weights: ArrayLike<number>): MetricValues {
    const precision = (range: RangeName, thresholds?: readonly number[]) =>
      mean(
        this.#curves[range].flatMap(curve =>
          curve.averagePrecisions(weights, thresholds),
        ),
      );
    const recall = (range: RangeName, most: number) =>
      mean(this.#curves[range].flatMap(curve => curve.recalls(weights, most)));
    const each = this.#curves.all.map(curve =>
      curve.averagePrecisions(weights),
    );
    return defined({
      ap: mean(each.flat()),
      ap50: mean(each.flatMap(list => list.slice(AT_50, AT_50 + 1))),
      ap75: mean(each.flatMap(list => list.slice(AT_75, AT_75 + 1))),
      apSmall: precision('Small'),
      apMedium: precision('Medium'),
      apLarge: precision('Large'),
      ar1: recall('all', 1),
      ar10: recall('all', 10),
      ar100: recall('all', MOST_FOUND),
      arSmall: recall('Small', MOST_FOUND),
      arMedium: recall('Medium', MOST_FOUND),
      arLarge: recall('Large', MOST_FOUND),
    });
  }

  shares(): Readonly<Record<string, Share>> {
    return {};
  }

  /** Average precision of each class, all areas. */
  byClass(weights: ArrayLike<number> = once(this.rows)): ClassPrecision[] {
    return this.#curves.all.map((curve, k) => {
      const precisions = curve.averagePrecisions(weights);
      return {
        class: k,
        given: curve.wantedBy(weights),
        ...(precisions.length > 0
          ? { ap: mean(precisions), ap50: precisions[AT_50] }
          : {}),
      };
    });
  }
}

/** NaN of nothing. */
function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
