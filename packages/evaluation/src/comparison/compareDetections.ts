import { ModelError } from '../ModelError';
import { readDetectedPictures } from '../readDetectedPictures';
import {
  type DetectedPicture,
  detectionOf,
  sampleOf,
  SURE_FROM,
} from '../measureDetections';
import { compareSamples } from '../metrics/between/compareSamples';
import { comparePairedCounts } from '../metrics/between/comparePaired';
import type { DetectionSample } from '../metrics/detection/DetectionSample';
import { countBoxes } from '../metrics/detection/countBoxes';
import { once } from '../metrics/rows/once';
import { adjustComparison } from './adjustComparison';
import type { ComparedRun, PairQuestion } from './PairedRows';
import type { ChangedRow, ComparedSlice, RunComparison } from './RunComparison';

/**
 * Compares two runs of detectors (Parquet as `DetectionWriter` writes it),
 * pictures joined by key: the COCO figures and the average precision of each
 * class with a paired bootstrap over pictures, and the pictures in which a model
 * makes more or fewer mistakes than the other. A mistake is a box that was not
 * found, or found where there is none, among boxes with a score of 0.5 or more
 * at an overlap of 0.5.
 *
 * @param rows - pictures that metrics are of, as in `PairQuestion`
 * @throws ModelError where no picture is in both
 */
export async function compareDetections(
  before: ComparedRun,
  after: ComparedRun,
  rows: PairQuestion['rows'] = 'of both',
): Promise<RunComparison> {
  const classes = [...new Set([...before.classes, ...after.classes])];
  const [first, second] = [
    await readDetectedPictures(before),
    await readDetectedPictures(after),
  ];
  const keys = [...first.keys()].filter(key => second.has(key)).sort();
  if (keys.length === 0)
    throw new ModelError(
      `No picture is in both ${before.name} and ${after.name}. Compare runs on the same split.`,
    );
  const picturesOf = (run: typeof first) => keys.map(key => run.get(key)!);
  const sides = [picturesOf(first), picturesOf(second)] as const;
  const changed = changedPictures(sides, classes);
  const count = (change: ChangedRow['change']) =>
    changed.filter(row => row.change === change).length;
  const [fixed, broken] = [count('fixed'), count('broken')];
  const { mcnemarP, negativeFlipRate, positiveFlipRate } = comparePairedCounts(
    fixed,
    broken,
    keys.length,
  );
  const [was, is] = sides.map(pictures => sampleOf(pictures, classes));
  const [wasAll, isAll] =
    rows === 'of either' ? samplesOfEither(first, second, classes) : [was, is];
  return {
    unit: 'picture',
    joined: keys.length,
    unmatched: {
      before: first.size - keys.length,
      after: second.size - keys.length,
    },
    relabelled: keys.filter(
      key => !isDrawnAlike(first.get(key)!, second.get(key)!),
    ).length,
    fixed,
    broken,
    mcnemarP,
    negativeFlipRate,
    positiveFlipRate,
    ...adjustComparison({
      metrics: compareMetrics(wasAll, isAll),
      slices: compareClasses(was, is, classes),
    }),
    changed,
  };
}

/** Each run on all of its own pictures; one that both have is drawn together. */
function samplesOfEither(
  before: ReadonlyMap<string, DetectedPicture>,
  after: ReadonlyMap<string, DetectedPicture>,
  classes: readonly string[],
): readonly DetectionSample[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  const places = new Map(keys.map((key, place) => [key, place]));
  return [before, after].map(pictures =>
    sampleOf([...pictures.values()], classes, places),
  );
}

function changedPictures(
  [before, after]: readonly [
    readonly DetectedPicture[],
    readonly DetectedPicture[],
  ],
  classes: readonly string[],
): ChangedRow[] {
  return before.flatMap((picture, place) => {
    const [was, is] = [picture, after[place]].map(each =>
      countBoxes(
        detectionOf(
          {
            ...each,
            found: each.found.filter(({ score }) => score >= SURE_FROM),
          },
          place,
          classes,
        ),
        classes.length,
      ),
    );
    const more = is.missed + is.wrong - was.missed - was.wrong;
    if (more === 0) return [];
    return [
      {
        key: picture.key,
        change: more < 0 ? ('fixed' as const) : ('broken' as const),
        before: was,
        after: is,
      },
    ];
  });
}

function compareMetrics(
  before: DetectionSample,
  after: DetectionSample,
): RunComparison['metrics'] {
  const [first, second] = [before, after].map(sample =>
    sample.values(once(sample.rows)),
  );
  return Object.entries(compareSamples(before, after)).map(
    ([metric, difference]) => ({
      metric,
      before: first[metric],
      after: second[metric],
      difference,
    }),
  );
}

/** Average precision of each class, as if it were a metric of its own. */
function compareClasses(
  before: DetectionSample,
  after: DetectionSample,
  classes: readonly string[],
): ComparedSlice[] {
  const [first, second] = [before, after].map(sample => ({
    rows: sample.rows,
    units: sample.units,
    cost: sample.cost,
    shares: () => ({}),
    values: (weights: ArrayLike<number>) =>
      Object.fromEntries(
        sample
          .byClass(weights)
          .flatMap(({ class: k, ap }) =>
            ap === undefined ? [] : [[String(k), ap]],
          ),
      ),
  }));
  const [was, is] = [first, second].map(sample =>
    sample.values(once(sample.rows)),
  );
  const drawn = after.byClass();
  return Object.entries(compareSamples(first, second)).map(
    ([k, difference]) => ({
      of: 'class',
      feature: 'class',
      value: classes[Number(k)],
      size: drawn[Number(k)].given,
      metric: 'ap',
      before: was[k],
      after: is[k],
      difference,
    }),
  );
}

function isDrawnAlike(a: DetectedPicture, b: DetectedPicture): boolean {
  return JSON.stringify(a.given) === JSON.stringify(b.given);
}
