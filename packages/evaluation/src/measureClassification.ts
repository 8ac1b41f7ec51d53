import {
  adjustDifferences,
  compareSamples,
  type Difference,
} from './metrics/between/compareSamples';
import { BinaryAccumulator } from './metrics/binary/BinaryAccumulator';
import {
  ThresholdPoint,
  thresholdCurve,
} from './metrics/binary/thresholdCurve';
import type { Figure } from './metrics/intervals/Figure';
import { BY_ROW, figuresOf } from './metrics/intervals/figuresOf';
import { MulticlassAccumulator } from './metrics/multiclass/MulticlassAccumulator';
import type { MetricValues, Sample } from './metrics/rows/Accumulator';
import { once } from './metrics/rows/once';
import type { MulticlassSample } from './metrics/multiclass/MulticlassSample';

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
    /** Where rows were decided. */
    readonly at: number;
  };
};

/** From there on the class that counts as found is the more probable one. */
const HALF = 0.5;
/** Probabilities that one-versus-rest areas may keep: 160 MB. Beyond, the areas are left out. */
const MOST_KEPT_PROBABILITIES = 2e7;

/** Rows of a classifier as they come. */
export type ClassifiedChunk = {
  /** Index of each row's class. */
  readonly given: ArrayLike<number>;
  /** rows x classes */
  readonly probabilities: ArrayLike<number>;
  /** Hash of each row's key. */
  readonly units: ArrayLike<number>;
};

type Measured = {
  readonly classes: readonly string[];
  /** Of two classes the one that counts as found: the second, unless one is named. */
  readonly positive?: string;
  /** Of two classes the second is predicted from this probability of it on; absent: the more probable one. */
  readonly threshold?: number;
};

/**
 * Measures a classifier on rows whose class is known, chunk by chunk. Of two
 * classes the positive one has precision, recall, areas and a curve over
 * thresholds of its own.
 */
export class ClassificationMeasure {
  readonly #all: MulticlassAccumulator;
  readonly #two: BinaryAccumulator | undefined;

  /** @param rows - that will come: of very many, the areas of several classes are left out */
  constructor(private readonly measured: Measured, rows: number) {
    const k = measured.classes.length;
    this.#all = new MulticlassAccumulator({
      classes: k,
      // Of two classes the areas are one curve, measured on its own.
      oneVersusRest:
        k > 2 && rows * k <= MOST_KEPT_PROBABILITIES ? 'measured' : 'left out',
      threshold: measured.threshold,
    });
    this.#two =
      k === 2
        ? new BinaryAccumulator({
            threshold: this.#twoThreshold,
            scale: 'probability',
          })
        : undefined;
  }

  /** @throws MetricError naming the first row that cannot be measured */
  add(chunk: ClassifiedChunk): void {
    this.#all.add(chunk);
    this.#two?.add(this.#asFound(chunk));
  }

  /** Every metric by its name. @throws MetricError where no row was added */
  values(): MetricValues {
    const sample = this.sample();
    return sample.values(once(sample.rows));
  }

  /** Every metric as a function of how often each row counts. @throws MetricError where no row was added */
  sample(): Sample {
    const all = this.#all.finish();
    const two = this.#two?.finish();
    return {
      rows: all.rows,
      units: all.units,
      cost: all.cost + (two?.cost ?? 0),
      values: weights => ({ ...two?.values(weights), ...all.values(weights) }),
      shares: () => ({ ...two?.shares(), ...all.shares() }),
    };
  }

  /**
   * How every metric differs from what another version had on the same rows.
   *
   * @throws MetricError where no row was added to either
   */
  differencesFrom(
    before: ClassificationMeasure,
  ): Readonly<Record<string, Difference>> {
    const two =
      this.#two && before.#two
        ? compareSamples(before.#two.finish(), this.#two.finish())
        : {};
    // As in `finish`: what both have is of the predicted class.
    return adjustDifferences({
      ...two,
      ...compareSamples(before.#all.finish(), this.#all.finish()),
    });
  }

  /**
   * @param wanted - figures that an interval is wanted of; absent: all
   * @throws MetricError where no row was added
   */
  finish(wanted?: ReadonlySet<string>): ClassificationReport {
    const { classes } = this.measured;
    const k = classes.length;
    const sample = this.#all.finish();
    const two = this.#two?.finish();
    const counts = sample.counts();
    return {
      // What both have is of the predicted class, as the confusion is: at a tie a threshold says otherwise.
      figures: {
        ...(two ? figuresOf(two, { ...BY_ROW, wanted }) : {}),
        ...figuresOf(sample, { ...BY_ROW, wanted }),
      },
      confusion: {
        classes: [...classes],
        counts: Array.from({ length: k }, (_, g) =>
          Array.from(counts.subarray(g * k, (g + 1) * k)),
        ),
      },
      calibration: calibrationOf(sample),
      ...(two
        ? {
            thresholds: {
              positive: this.#positive,
              points: thresholdCurve(two),
              at: this.#twoThreshold,
            },
          }
        : {}),
    };
  }

  /** The threshold of the class that counts as found. */
  get #twoThreshold(): number {
    const { threshold, classes } = this.measured;
    if (threshold === undefined) return HALF;
    return this.#positive === classes[1] ? threshold : 1 - threshold;
  }

  get #positive(): string {
    const { classes, positive = classes[1] } = this.measured;
    return positive;
  }

  #asFound({ given, probabilities, units }: ClassifiedChunk) {
    const index = this.measured.classes.indexOf(this.#positive);
    return {
      given: Array.from(given, label => (label === index ? 1 : 0)),
      scores: Array.from(given, (_, i) => {
        const [own, other] = [
          probabilities[2 * i + index],
          probabilities[2 * i + 1 - index],
        ];
        return own / (own + other);
      }),
      units,
    };
  }
}

/**
 * Measures rows that are all there.
 *
 * @throws MetricError naming the first row that cannot be measured
 */
export function measureClassification(
  question: Measured & ClassifiedChunk,
): ClassificationReport {
  const measure = new ClassificationMeasure(question, question.given.length);
  measure.add(question);
  return measure.finish();
}

function calibrationOf(sample: MulticlassSample): CalibrationBin[] {
  const { rows, confidence, outcome } = sample.calibration();
  return Array.from(rows, (n, b) => ({
    rows: n,
    confidence: confidence[b] / n,
    right: outcome[b] / n,
  })).filter(bin => bin.rows > 0);
}
