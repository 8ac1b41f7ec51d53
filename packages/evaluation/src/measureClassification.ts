import { BinaryAccumulator } from './metrics/binary/BinaryAccumulator';
import {
  ThresholdPoint,
  thresholdCurve,
} from './metrics/binary/thresholdCurve';
import { binByWidth } from './metrics/calibration/confidenceBins';
import type { Figure } from './metrics/intervals/Figure';
import { figuresOf } from './metrics/intervals/figuresOf';
import { MulticlassAccumulator } from './metrics/multiclass/MulticlassAccumulator';
import type { MulticlassSample } from './metrics/multiclass/MulticlassSample';
import { once } from './metrics/rows/once';

/** One bin of confidence: how many rows, how sure the model was, how often it was right. */
export type CalibrationBin = {
  readonly rows: number;
  /** Means over the rows of the bin. */
  readonly confidence: number;
  readonly right: number;
};

/** What a run of a classifier is measured by. */
export type ClassificationReport = {
  /** Every metric by its name. */
  readonly figures: Readonly<Record<string, Figure>>;
  readonly confusion: {
    readonly classes: string[];
    /** given by predicted */
    readonly counts: number[][];
  };
  /** Bins that hold rows, from the least sure up. */
  readonly calibration: readonly CalibrationBin[];
  /** Two classes only. */
  readonly thresholds?: {
    readonly positive: string;
    readonly points: readonly ThresholdPoint[];
  };
};

/** Probabilities that one-versus-rest areas may keep: 160 MB. Beyond, the areas are left out. */
const MOST_KEPT_PROBABILITIES = 2e7;

/**
 * Measures a classifier on rows whose class is known. Of two classes the
 * positive one (the second, unless one is named) has precision, recall, areas
 * and a curve over thresholds of its own.
 *
 * @param given - index of each row's class
 * @param probabilities - rows x classes
 * @param units - hash of each row's key
 * @throws MetricError naming the first row that cannot be measured
 */
export function measureClassification(question: {
  readonly classes: readonly string[];
  readonly positive?: string;
  readonly given: ArrayLike<number>;
  readonly probabilities: ArrayLike<number>;
  readonly units: ArrayLike<number>;
}): ClassificationReport {
  const { classes, given, probabilities, units } = question;
  const all = new MulticlassAccumulator({
    classes: classes.length,
    // Of two classes the areas are one curve, measured below.
    oneVersusRest:
      classes.length > 2 && probabilities.length <= MOST_KEPT_PROBABILITIES
        ? 'measured'
        : 'left out',
  });
  all.add({ given, probabilities, units });
  const sample = all.finish();
  const two = classes.length === 2 ? measureTwo(question) : undefined;
  const counts = sample.counts();
  const k = classes.length;
  return {
    figures: { ...figuresOf(sample), ...two?.figures },
    confusion: {
      classes: [...classes],
      counts: Array.from({ length: k }, (_, g) =>
        Array.from(counts.subarray(g * k, (g + 1) * k)),
      ),
    },
    calibration: calibrationOf(sample),
    ...(two ? { thresholds: two.thresholds } : {}),
  };
}

function measureTwo({
  classes,
  positive = classes[1],
  given,
  probabilities,
  units,
}: Parameters<typeof measureClassification>[0]) {
  const index = classes.indexOf(positive);
  const metrics = new BinaryAccumulator();
  metrics.add({
    given: Array.from(given, label => (label === index ? 1 : 0)),
    scores: Array.from(given, (_, i) => {
      const [own, other] = [
        probabilities[2 * i + index],
        probabilities[2 * i + 1 - index],
      ];
      return own / (own + other);
    }),
    units,
  });
  const sample = metrics.finish();
  return {
    figures: figuresOf(sample),
    thresholds: { positive, points: thresholdCurve(sample) },
  };
}

function calibrationOf({ columns }: MulticlassSample): CalibrationBin[] {
  const { given, predicted, confidence } = columns;
  const right = given.map((label, i) => (label === predicted[i] ? 1 : 0));
  const bins = binByWidth(confidence, right, once(given.length));
  return Array.from(bins.rows, (rows, b) => ({
    rows,
    confidence: bins.confidence[b] / rows,
    right: bins.outcome[b] / rows,
  })).filter(({ rows }) => rows > 0);
}
