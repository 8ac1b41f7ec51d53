import type { Accumulator } from '../rows/Accumulator';
import { MetricError } from '../rows/MetricError';
import { DetectionSample } from './DetectionSample';

/** Boxes people drew in a picture. */
export type GivenBoxes = {
  /** m x 4: left, top, width, height in pixels, as COCO writes them. */
  readonly boxes: ArrayLike<number>;
  /** m indices of classes. */
  readonly classes: ArrayLike<number>;
  /** m areas in square pixels, where the outline is smaller than the box; else width x height. */
  readonly areas?: ArrayLike<number>;
  /** 1 where a box is around a crowd: what is found in it counts neither way. */
  readonly crowd?: ArrayLike<number>;
};

/** Boxes a model found in a picture. */
export type FoundBoxes = {
  readonly boxes: ArrayLike<number>;
  readonly classes: ArrayLike<number>;
  /** How sure the model is; the surer box is matched first. */
  readonly scores: ArrayLike<number>;
};

export type DetectionPicture = {
  /** Orders pictures: of equal scores the box of the earlier picture counts first. Each picture once. */
  readonly picture: number;
  readonly given: GivenBoxes;
  readonly found: FoundBoxes;
};

/**
 * The twelve COCO figures of detection. Keeps all boxes: 48 bytes a box.
 * Pictures are what is drawn in resamples.
 */
export class DetectionAccumulator
  implements Accumulator<readonly DetectionPicture[]>
{
  readonly #pictures = new Map<number, DetectionPicture>();

  constructor(
    /** The declared classes; those without a box are left out of means. */
    readonly classes: number,
  ) {}

  add(pictures: readonly DetectionPicture[]): void {
    for (const picture of pictures) {
      if (this.#pictures.has(picture.picture))
        throw new MetricError(
          `picture ${picture.picture} comes twice. Give each picture once, with all of its boxes.`,
        );
      this.#check(picture);
      this.#pictures.set(picture.picture, picture);
    }
  }

  merge(other: DetectionAccumulator): void {
    this.add([...other.#pictures.values()]);
  }

  finish(): DetectionSample {
    if (this.#pictures.size === 0)
      throw new MetricError('There are no pictures to measure.');
    return new DetectionSample(
      [...this.#pictures.values()].sort((a, b) => a.picture - b.picture),
      this.classes,
    );
  }

  #check({ picture, given, found }: DetectionPicture): void {
    const sides = [
      { what: 'given', ...given },
      { what: 'found', ...found },
    ];
    for (const { what, boxes, classes } of sides) {
      if (boxes.length !== 4 * classes.length)
        throw new MetricError(
          `picture ${picture} has ${classes.length} ${what} classes and ${
            boxes.length / 4
          } ${what} boxes of four numbers.`,
        );
      for (let i = 0; i < classes.length; i++) {
        const [left, top, width, height] = [0, 1, 2, 3].map(
          j => boxes[4 * i + j],
        );
        const place = `picture ${picture}, ${what} box ${i}`;
        if (
          !(
            Number.isFinite(left + top + width + height) &&
            width >= 0 &&
            height >= 0
          )
        )
          throw new MetricError(
            `${place}: ${left}, ${top}, ${width}, ${height} is no box; left, top, width, height are expected.`,
          );
        if (!(classes[i] >= 0 && classes[i] < this.classes))
          throw new MetricError(
            `${place} has class ${classes[i]}; classes go from 0 to ${
              this.classes - 1
            }.`,
          );
      }
    }
    if (found.scores.length !== found.classes.length)
      throw new MetricError(
        `picture ${picture} has ${found.classes.length} found boxes and ${found.scores.length} scores.`,
      );
    for (let i = 0; i < found.scores.length; i++)
      if (!Number.isFinite(found.scores[i]))
        throw new MetricError(
          `picture ${picture}, found box ${i} has the score ${found.scores[i]}; give a number.`,
        );
  }
}
