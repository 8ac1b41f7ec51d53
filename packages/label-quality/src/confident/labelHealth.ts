import type { LabelIssues } from './labelIssues';
import { roundHalfToEven } from './roundHalfToEven';

/** A share of less than this is taken of this. */
const SMALLEST_SHARE = 1e-6;

export type ClassHealth = {
  readonly class: number;
  /** Estimated rows labelled so that are of another class. */
  readonly labelIssues: number;
  /** Estimated rows of this class that are labelled otherwise. */
  readonly inverseLabelIssues: number;
  /** p(true is not k | given is k). */
  readonly labelNoise: number;
  /** p(given is not k | true is k). */
  readonly inverseLabelNoise: number;
  /** 1 - labelNoise. */
  readonly quality: number;
};
export type ClassOverlap = {
  readonly a: number;
  readonly b: number;
  /** Estimated rows of one that are labelled as the other. */
  readonly count: number;
  readonly share: number;
};
export type LabelHealth = {
  /** Share of the rows that are not confident disagreements. */
  readonly overall: number;
  /** Worst first; ties by class. */
  readonly byClass: readonly ClassHealth[];
  /** Every pair of classes, most overlapping first; ties by class. */
  readonly overlaps: readonly ClassOverlap[];
};

/** How healthy the labels are by class and by pair (cleanlab 2.9's health summary). */
export function labelHealth(found: LabelIssues): LabelHealth {
  const { n, classes: k, calibratedJoint, disagreements } = found;
  const total = calibratedJoint.reduce((sum, count) => sum + count, 0);
  const share = (given: number, likely: number) =>
    calibratedJoint[given * k + likely] / total;
  const rows = (part: number) => roundHalfToEven(part * n);
  const byClass = Array.from({ length: k }, (_, j): ClassHealth => {
    let given = 0;
    let likely = 0;
    for (let other = 0; other < k; other++) {
      given += share(j, other);
      likely += share(other, j);
    }
    const noise = given - share(j, j);
    const inverse = likely - share(j, j);
    const labelNoise = noise / Math.max(given, SMALLEST_SHARE);
    return {
      class: j,
      labelIssues: rows(noise),
      inverseLabelIssues: rows(inverse),
      labelNoise,
      inverseLabelNoise: inverse / Math.max(likely, SMALLEST_SHARE),
      quality: 1 - labelNoise,
    };
  });
  const overlaps: ClassOverlap[] = [];
  for (let a = 0; a < k; a++) {
    for (let b = a + 1; b < k; b++) {
      const both = share(a, b) + share(b, a);
      overlaps.push({ a, b, count: rows(both), share: both });
    }
  }
  return {
    overall: 1 - disagreements / n,
    byClass: byClass.sort((x, y) => x.quality - y.quality || x.class - y.class),
    overlaps: overlaps.sort(
      (x, y) => y.share - x.share || x.a - y.a || x.b - y.b,
    ),
  };
}
