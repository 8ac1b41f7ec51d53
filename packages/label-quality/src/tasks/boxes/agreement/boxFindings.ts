import { wilson } from '../../../wilson';
import type { AnnotatorPair, MeanEstimate } from './compareAnnotators';

/** A difference between two annotators that recurs: a matter of the instruction, not of a slip. */
export type BoxFinding =
  | {
      readonly kind: 'one-box-around-several';
      /** Who draws one box; `other` draws a box each. */
      readonly annotator: number;
      readonly other: number;
      readonly times: number;
    }
  | {
      readonly kind: 'larger-boxes';
      readonly annotator: number;
      readonly other: number;
      readonly scale: MeanEstimate;
    }
  | {
      readonly kind: 'shifted-boxes';
      readonly annotator: number;
      readonly other: number;
      readonly direction: 'right' | 'left' | 'down' | 'up';
      /** In sides of a box. */
      readonly shift: MeanEstimate;
    }
  | {
      readonly kind: 'leaves-out';
      /** Who leaves boxes of the class out that `other` draws. */
      readonly annotator: number;
      readonly other: number;
      readonly class: number;
      readonly times: number;
      readonly of: number;
    }
  | {
      readonly kind: 'other-class';
      readonly annotator: number;
      readonly other: number;
      readonly class: number;
      readonly classOfOther: number;
      readonly times: number;
      readonly of: number;
    };

/** A normal interval of fewer boxes means little. */
const LEAST_BOXES = 8;
/** Sides that differ by less are rounding of the hand. */
const LEAST_SCALE = 1.05;
const LEAST_SHIFT = 0.05;
/** A difference is named where its share is above this with 95 % confidence (Wilson). */
const LEAST_SHARE = 0.1;

/** Names what two annotators do differently again and again. */
export function boxFindings(pair: AnnotatorPair): BoxFinding[] {
  return [
    ...groupings(pair),
    ...sizes(pair),
    ...shifts(pair),
    ...omissions(pair),
    ...confusions(pair),
  ];
}

function groupings({ a, b, groupedByA, groupedByB }: AnnotatorPair) {
  const finding = (annotator: number, other: number, times: number) =>
    times === 0
      ? []
      : [{ kind: 'one-box-around-several' as const, annotator, other, times }];
  return [...finding(a, b, groupedByA), ...finding(b, a, groupedByB)];
}

function sizes({ a, b, scale }: AnnotatorPair): BoxFinding[] {
  if (!scale || scale.n < LEAST_BOXES) return [];
  if (scale.low > 1 && scale.mean >= LEAST_SCALE)
    return [{ kind: 'larger-boxes', annotator: a, other: b, scale }];
  if (scale.high < 1 && scale.mean <= 1 / LEAST_SCALE) {
    const inverse = {
      mean: 1 / scale.mean,
      low: 1 / scale.high,
      high: 1 / scale.low,
      n: scale.n,
    };
    return [{ kind: 'larger-boxes', annotator: b, other: a, scale: inverse }];
  }
  return [];
}

function shifts({ a, b, shiftRight, shiftDown }: AnnotatorPair): BoxFinding[] {
  return (
    [
      [shiftRight, 'right', 'left'],
      [shiftDown, 'down', 'up'],
    ] as const
  ).flatMap(([shift, forward, backward]): BoxFinding[] => {
    if (!shift || shift.n < LEAST_BOXES) return [];
    if (Math.abs(shift.mean) < LEAST_SHIFT || shift.low * shift.high <= 0)
      return [];
    const direction = shift.mean > 0 ? forward : backward;
    return [
      { kind: 'shifted-boxes', annotator: a, other: b, direction, shift },
    ];
  });
}

function recurs(times: number, of: number): boolean {
  return times > 0 && wilson(times, of).low > LEAST_SHARE;
}

function omissions({ a, b, unmatched }: AnnotatorPair): BoxFinding[] {
  return unmatched.flatMap(
    ({ class: kind, onlyA, onlyB, boxesOfA, boxesOfB }) =>
      [
        { annotator: b, other: a, times: onlyA, of: boxesOfA },
        { annotator: a, other: b, times: onlyB, of: boxesOfB },
      ]
        .filter(({ times, of }) => recurs(times, of))
        .map(finding => ({
          kind: 'leaves-out' as const,
          class: kind,
          ...finding,
        })),
  );
}

function confusions({
  a,
  b,
  confusions: found,
  unmatched,
}: AnnotatorPair): BoxFinding[] {
  return found.flatMap(({ classOfA, classOfB, count }): BoxFinding[] => {
    const of =
      unmatched.find(({ class: kind }) => kind === classOfB)?.boxesOfB ?? 0;
    if (!recurs(count, of)) return [];
    return [
      {
        kind: 'other-class',
        annotator: a,
        other: b,
        class: classOfA,
        classOfOther: classOfB,
        times: count,
        of,
      },
    ];
  });
}
