/** Boxes of one picture, with a class each. */
export type Boxes = {
  /** m x 4: left, top, right, bottom, in pixels. */
  readonly corners: Float64Array;
  readonly classes: Int32Array;
};

/** Boxes a model found in one picture, out-of-sample. */
export type Detections = Boxes & {
  /** How sure the model is of each box and class. */
  readonly probabilities: Float64Array;
};

/** What people drew in one picture, and what a model found there. */
export type BoxImage = {
  readonly labels: Boxes;
  readonly detections: Detections;
};

/** Area below which a union counts as this (cleanlab's guard against nothing). */
const LEAST_AREA = 1e-6;

/**
 * Checks the boxes of one picture.
 *
 * @param name - of the picture, for the message
 * @throws RangeError naming picture and box
 */
export function checkBoxes(
  { corners, classes }: Boxes,
  classCount: number,
  name: string,
): void {
  if (corners.length !== 4 * classes.length) {
    throw new RangeError(
      `${name} has ${classes.length} classes and ${
        corners.length / 4
      } boxes of four corners.`,
    );
  }
  for (let i = 0; i < classes.length; i++) {
    const [left, top, right, bottom] = corners.subarray(4 * i, 4 * i + 4);
    if (!(right >= left && bottom >= top && Number.isFinite(right + bottom))) {
      throw new RangeError(
        `${name}, box ${i}: ${left}, ${top}, ${right}, ${bottom} is no box; left, top, right, bottom are expected.`,
      );
    }
    if (!(classes[i] >= 0 && classes[i] < classCount)) {
      throw new RangeError(
        `${name}, box ${i} has class ${classes[i]}; classes go from 0 to ${
          classCount - 1
        }.`,
      );
    }
  }
}

export function area(corners: Float64Array, i: number): number {
  return (
    (corners[4 * i + 2] - corners[4 * i]) *
    (corners[4 * i + 3] - corners[4 * i + 1])
  );
}

/** Area that box i of one list and box j of another share. */
export function intersection(
  a: Float64Array,
  i: number,
  b: Float64Array,
  j: number,
): number {
  const width =
    Math.min(a[4 * i + 2], b[4 * j + 2]) - Math.max(a[4 * i], b[4 * j]);
  const height =
    Math.min(a[4 * i + 3], b[4 * j + 3]) - Math.max(a[4 * i + 1], b[4 * j + 1]);
  return width < 0 || height < 0 ? 0 : width * height;
}

/** Intersection over union of box i of one list and box j of another, 0 to 1. */
export function iou(
  a: Float64Array,
  i: number,
  b: Float64Array,
  j: number,
): number {
  const shared = intersection(a, i, b, j);
  return shared / Math.max(area(a, i) + area(b, j) - shared, LEAST_AREA);
}

/** Middle of a box. */
export function centre(corners: Float64Array, i: number): [number, number] {
  return [
    (corners[4 * i] + corners[4 * i + 2]) / 2,
    (corners[4 * i + 1] + corners[4 * i + 3]) / 2,
  ];
}
