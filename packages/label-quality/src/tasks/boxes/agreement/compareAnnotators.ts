import { Z_95 } from '../../../wilson';
import { area, Boxes, centre, iou } from '../Boxes';
import type { AnnotatedImage } from './AnnotatedImage';
import type { Grouping } from './findGroupings';
import type { BoxMatch } from './matchBoxes';

/** What was found in one picture. */
export type MatchedImage = {
  readonly image: AnnotatedImage;
  readonly groupings: readonly Grouping[];
  readonly matches: readonly BoxMatch[];
};

/** A mean with its 95 % interval (normal). */
export type MeanEstimate = {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
};

/** How two annotators differ over the pictures that both saw. */
export type AnnotatorPair = {
  readonly a: number;
  readonly b: number;
  readonly pictures: number;
  readonly boxesOfA: number;
  readonly boxesOfB: number;
  /** Boxes around the same thing. */
  readonly matched: number;
  /** Of them, with the same class. */
  readonly sameClass: number;
  /** 2 x sameClass / (boxesOfA + boxesOfB); 1 where neither drew any. */
  readonly f1: number;
  /** Of matched boxes; null without any. */
  readonly meanIou: number | null;
  /** Side of A's boxes over side of B's, geometric mean; null for fewer than two. */
  readonly scale: MeanEstimate | null;
  /** How far A's boxes stand to the right of B's, in sides of a box. */
  readonly shiftRight: MeanEstimate | null;
  /** How far A's boxes stand below B's, in sides of a box. */
  readonly shiftDown: MeanEstimate | null;
  /** For each class, boxes of both with it around the same thing. */
  readonly agreed: readonly {
    readonly class: number;
    readonly count: number;
  }[];
  /** Matched boxes of other classes, most frequent first. */
  readonly confusions: readonly {
    readonly classOfA: number;
    readonly classOfB: number;
    readonly count: number;
  }[];
  /** For each class, boxes only one of them drew; boxes of groupings do not count. */
  readonly unmatched: readonly {
    readonly class: number;
    readonly onlyA: number;
    readonly onlyB: number;
    readonly boxesOfA: number;
    readonly boxesOfB: number;
  }[];
  /** Times A drew one box around several of B's, and the other way round. */
  readonly groupedByA: number;
  readonly groupedByB: number;
};

class PairCounts {
  pictures = 0;
  boxesOfA = 0;
  boxesOfB = 0;
  groupedByA = 0;
  groupedByB = 0;
  readonly ious: number[] = [];
  readonly logScales: number[] = [];
  readonly shiftsRight: number[] = [];
  readonly shiftsDown: number[] = [];
  /** By class. */
  readonly agreed = new Map<number, number>();
  readonly confusions = new Map<
    string,
    { classOfA: number; classOfB: number; count: number }
  >();
  readonly unmatched = new Map<
    number,
    {
      class: number;
      onlyA: number;
      onlyB: number;
      boxesOfA: number;
      boxesOfB: number;
    }
  >();

  ofClass(kind: number) {
    let found = this.unmatched.get(kind);
    if (!found) {
      found = { class: kind, onlyA: 0, onlyB: 0, boxesOfA: 0, boxesOfB: 0 };
      this.unmatched.set(kind, found);
    }
    return found;
  }

  addAgreed(kind: number): void {
    this.agreed.set(kind, (this.agreed.get(kind) ?? 0) + 1);
  }

  addConfusion(classOfA: number, classOfB: number): void {
    const key = `${classOfA} ${classOfB}`;
    const known = this.confusions.get(key);
    if (known) known.count++;
    else this.confusions.set(key, { classOfA, classOfB, count: 1 });
  }
}

/** Compares two annotators over pictures whose boxes were matched. */
export function compareAnnotators(
  images: readonly MatchedImage[],
  a: number,
  b: number,
): AnnotatorPair {
  const counts = new PairCounts();
  for (const matched of images) {
    const ofA = matched.image[a];
    const ofB = matched.image[b];
    if (ofA && ofB) countPicture(counts, matched, [a, ofA], [b, ofB]);
  }
  const { boxesOfA, boxesOfB, ious, logScales } = counts;
  const agreed = [...counts.agreed]
    .map(([kind, count]) => ({ class: kind, count }))
    .sort((p, q) => p.class - q.class);
  const sameClass = agreed.reduce((sum, { count }) => sum + count, 0);
  const boxes = boxesOfA + boxesOfB;
  const scale = estimate(logScales);
  return {
    a,
    b,
    pictures: counts.pictures,
    boxesOfA,
    boxesOfB,
    matched: ious.length,
    sameClass,
    f1: boxes === 0 ? 1 : (2 * sameClass) / boxes,
    meanIou: ious.length === 0 ? null : mean(ious),
    scale: scale && {
      mean: Math.exp(scale.mean),
      low: Math.exp(scale.low),
      high: Math.exp(scale.high),
      n: scale.n,
    },
    shiftRight: estimate(counts.shiftsRight),
    shiftDown: estimate(counts.shiftsDown),
    agreed,
    confusions: [...counts.confusions.values()].sort(
      (p, q) => q.count - p.count,
    ),
    unmatched: [...counts.unmatched.values()].sort((p, q) => p.class - q.class),
    groupedByA: counts.groupedByA,
    groupedByB: counts.groupedByB,
  };
}

function countPicture(
  counts: PairCounts,
  { groupings, matches }: MatchedImage,
  [a, ofA]: readonly [number, Boxes],
  [b, ofB]: readonly [number, Boxes],
): void {
  counts.pictures++;
  counts.boxesOfA += ofA.classes.length;
  counts.boxesOfB += ofB.classes.length;
  ofA.classes.forEach(kind => counts.ofClass(kind).boxesOfA++);
  ofB.classes.forEach(kind => counts.ofClass(kind).boxesOfB++);
  const inGroupingOfA = new Set<number>();
  const inGroupingOfB = new Set<number>();
  for (const { groupedBy, separatedBy, box, boxes } of groupings) {
    if (groupedBy === a && separatedBy === b) {
      counts.groupedByA++;
      inGroupingOfA.add(box);
      boxes.forEach(member => inGroupingOfB.add(member));
    } else if (groupedBy === b && separatedBy === a) {
      counts.groupedByB++;
      inGroupingOfB.add(box);
      boxes.forEach(member => inGroupingOfA.add(member));
    }
  }
  for (const match of matches) {
    const i = match.find(place => place.annotator === a)?.box;
    const j = match.find(place => place.annotator === b)?.box;
    if (i !== undefined && j !== undefined) countMatch(counts, ofA, i, ofB, j);
    else if (i !== undefined && !inGroupingOfA.has(i))
      counts.ofClass(ofA.classes[i]).onlyA++;
    else if (j !== undefined && !inGroupingOfB.has(j))
      counts.ofClass(ofB.classes[j]).onlyB++;
  }
}

function countMatch(
  counts: PairCounts,
  ofA: Boxes,
  i: number,
  ofB: Boxes,
  j: number,
): void {
  counts.ious.push(iou(ofA.corners, i, ofB.corners, j));
  if (ofA.classes[i] === ofB.classes[j]) counts.addAgreed(ofA.classes[i]);
  else counts.addConfusion(ofA.classes[i], ofB.classes[j]);
  const [areaA, areaB] = [area(ofA.corners, i), area(ofB.corners, j)];
  if (areaA === 0 || areaB === 0) return;
  counts.logScales.push(Math.log(areaA / areaB) / 2);
  const side = (areaA * areaB) ** 0.25;
  const [x, y] = centre(ofA.corners, i);
  const [u, v] = centre(ofB.corners, j);
  counts.shiftsRight.push((x - u) / side);
  counts.shiftsDown.push((y - v) / side);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function estimate(values: readonly number[]): MeanEstimate | null {
  const n = values.length;
  if (n < 2) return null;
  const middle = mean(values);
  const variance =
    values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (n - 1);
  const half = Z_95 * Math.sqrt(variance / n);
  return { mean: middle, low: middle - half, high: middle + half, n };
}
