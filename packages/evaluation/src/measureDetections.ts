import type { EvaluationSpec } from '@greenroom/manifest';
import { answerOf } from './answerOf';
import type { Evaluation } from './Evaluation';
import {
  DetectionAccumulator,
  type DetectionPicture,
} from './metrics/detection/DetectionAccumulator';
import type { DetectionSample } from './metrics/detection/DetectionSample';
import {
  compareSamples,
  type Difference,
} from './metrics/between/compareSamples';
import { RESAMPLING } from './metrics/intervals/bootstrap';
import { figuresOf } from './metrics/intervals/figuresOf';
import {
  type Intervals,
  intervalsWanted,
} from './metrics/intervals/intervalsWanted';

/** A box in pixels of its picture. */
export type LabelledBox = {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** A box that a model found, with how sure it is. */
export type FoundBox = LabelledBox & { readonly score: number };

/** A box that a model is less sure of is not what it takes a picture for; the figures look at all of them. */
export const SURE_FROM = 0.5;

/** A picture with what was drawn in it, and what a model found there. */
export type DetectedPicture = {
  readonly key: string;
  readonly given: readonly LabelledBox[];
  readonly found: readonly FoundBox[];
};

/**
 * Measures a detector by the twelve COCO figures, on pictures in the order of
 * their keys; intervals are drawn by picture.
 *
 * @throws MetricError naming picture and box of what cannot be measured
 */
export function measureDetections(
  evaluation: EvaluationSpec,
  classes: readonly string[],
  pictures: readonly DetectedPicture[],
  {
    before,
    intervals,
  }: {
    readonly before?: {
      readonly name: string;
      /** Of another version, by key. */
      readonly pictures: ReadonlyMap<string, DetectedPicture>;
    };
    readonly intervals?: Intervals;
  } = {},
): Omit<Evaluation, 'seconds'> {
  const ordered = [...pictures].sort((a, b) => (a.key < b.key ? -1 : 1));
  const sample = sampleOf(ordered, classes);
  return {
    rows: sample.rows,
    ...answerOf(evaluation, {
      figures: figuresOf(sample, {
        ...RESAMPLING,
        drawnBy: 'group',
        wanted: intervalsWanted(intervals, evaluation),
      }),
      baseline: before && {
        name: before.name,
        differences: differencesOf(before.pictures, ordered, classes),
      },
    }),
    byClass: sample
      .byClass()
      .map(({ class: k, ...figures }) => ({ class: classes[k], ...figures })),
  };
}

/** How every figure differs on the pictures that both versions have. */
function differencesOf(
  before: ReadonlyMap<string, DetectedPicture>,
  after: readonly DetectedPicture[],
  classes: readonly string[],
): Readonly<Record<string, Difference>> {
  const both = after.filter(({ key }) => before.has(key));
  return both.length === 0
    ? {}
    : compareSamples(
        sampleOf(
          both.map(({ key }) => before.get(key)!),
          classes,
        ),
        sampleOf(both, classes),
      );
}

/**
 * @param pictures - each once
 * @param places - by key: orders pictures, and names them in resamples; absent: as they come
 */
export function sampleOf(
  pictures: readonly DetectedPicture[],
  classes: readonly string[],
  places?: ReadonlyMap<string, number>,
): DetectionSample {
  const metrics = new DetectionAccumulator(classes.length);
  metrics.add(
    pictures.map((picture, i) =>
      detectionOf(picture, places?.get(picture.key) ?? i, classes),
    ),
  );
  return metrics.finish();
}

/** @param place - of the picture among all */
export function detectionOf(
  { given, found }: DetectedPicture,
  place: number,
  classes: readonly string[],
): DetectionPicture {
  return {
    picture: place,
    given: columnsOf(given, classes),
    found: {
      ...columnsOf(found, classes),
      scores: found.map(({ score }) => score),
    },
  };
}

function columnsOf(
  boxes: readonly LabelledBox[],
  classes: readonly string[],
): { boxes: number[]; classes: number[] } {
  return {
    boxes: boxes.flatMap(({ x, y, width, height }) => [x, y, width, height]),
    classes: boxes.map(({ label }) => classes.indexOf(label)),
  };
}
