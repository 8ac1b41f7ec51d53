import type { Row } from '@greenroom/dataset';
import type { EvaluationSpec, LabelledDataset } from '@greenroom/manifest';
import { answerOf } from './answerOf';
import type { Evaluation } from './Evaluation';
import { FairnessMeasure } from './fairness/FairnessMeasure';
import { groupColumns } from './fairness/groupColumns';
import { comparesSlices, SliceMeasure } from './gates/SliceMeasure';
import { decide } from './metrics/decide';
import { isOfClasses } from './isOfClasses';
import {
  ClassificationMeasure,
  type ClassificationReport,
} from './measureClassification';
import { ModelError } from './ModelError';
import {
  type Intervals,
  intervalsWanted,
} from './metrics/intervals/intervalsWanted';
import type { Prediction } from './PredictionWriter';
import { fnv1a } from './preprocessing/hashText';
import type { BaselineRun } from './readBaseline';
import { gatedFeatures } from './runColumns';
import { gatedConditions } from './slices/gatedConditions';
import type { ClassOutputs } from './readOutputs';

type RunOf = {
  readonly classes: readonly string[];
  readonly evaluation: EvaluationSpec;
  readonly dataset: Pick<LabelledDataset, 'key' | 'label' | 'columns'>;
  /** Of two classes: see `decide`. */
  readonly threshold?: number;
  /** Of the split. */
  readonly rows: number;
  readonly intervals?: Intervals;
};

/** Measures the rows of a run chunk by chunk, and says what was predicted of each. */
export class RunMeasure {
  readonly #measure: ClassificationMeasure;
  readonly #places: ReadonlyMap<string, number>;
  readonly #slices: SliceMeasure | undefined;
  readonly #fairness: FairnessMeasure | undefined;
  #rows = 0;
  #areProbabilities = true;

  constructor(private readonly run: RunOf) {
    const { classes, evaluation, dataset, threshold } = run;
    const { gates = [], fairness } = evaluation;
    this.#measure = new ClassificationMeasure({ classes, threshold }, run.rows);
    this.#places = new Map(classes.map((name, place) => [name, place]));
    this.#slices = gates.some(({ on, where }) => on ?? where)
      ? new SliceMeasure({
          classes,
          features: gatedFeatures(evaluation, dataset),
          conditions: gatedConditions(evaluation, dataset),
          keys: comparesSlices(gates) ? 'kept' : 'left out',
        })
      : undefined;
    this.#fairness =
      fairness &&
      new FairnessMeasure({
        fairness,
        groups: groupColumns(evaluation, dataset),
        classes,
      });
  }

  /** Share of the split that was measured. */
  get share(): number {
    return this.#rows / this.run.rows;
  }

  /** @throws ModelError naming a row whose label is none of the classes */
  add(rows: readonly Row[], said: ClassOutputs): readonly Prediction[] {
    const { dataset, classes, evaluation, threshold } = this.run;
    const k = classes.length;
    const { p: all, areProbabilities } = said;
    const keys = rows.map(row => String(row[dataset.key]));
    const units = keys.map(fnv1a);
    const given = rows.map((row, i) => this.#placeOf(row, keys[i]));
    const predicted = rows.map((_, i) =>
      decide(all.subarray(i * k, (i + 1) * k), threshold),
    );
    this.#measure.add({ given, probabilities: all, units });
    this.#slices?.add(rows, keys, given, predicted);
    this.#fairness?.add(rows, given, predicted, units);
    this.#rows += rows.length;
    this.#areProbabilities = areProbabilities;
    return rows.map((row, i) => {
      const p = all.subarray(i * k, (i + 1) * k);
      return {
        key: keys[i],
        split: evaluation.split,
        given: String(row[dataset.label]),
        predicted: classes[predicted[i]],
        p: areProbabilities ? p : undefined,
      };
    });
  }

  /** @param before - another version, measured on the same rows */
  finish(before?: BaselineRun): Omit<Evaluation, 'seconds'> {
    const { evaluation, intervals } = this.run;
    const wanted = intervalsWanted(intervals, evaluation);
    const { figures: all, ...report } = this.#measure.finish(wanted);
    const fairness = this.#fairness?.finish(wanted);
    const figures = {
      ...(this.#areProbabilities ? all : ofClasses(all)),
      ...fairness?.figures,
    };
    const { calibration, thresholds } = report;
    return {
      rows: this.#rows,
      ...answerOf(evaluation, {
        figures,
        baseline: before && {
          name: before.name,
          differences: this.#measure.differencesFrom(before.measure),
        },
        slices: this.#slices?.finish(before?.right),
      }),
      ...(fairness ? { fairness: fairness.report } : {}),
      confusion: report.confusion,
      calibration: this.#areProbabilities ? calibration : [],
      ...(this.#areProbabilities && thresholds ? { thresholds } : {}),
    };
  }

  #placeOf(row: Row, key: string): number {
    const given = String(row[this.run.dataset.label]);
    const place = this.#places.get(given);
    if (place !== undefined) return place;
    throw new ModelError(
      `Row ${key} has label ${given}, which is none of the model's classes (${this.run.classes
        .slice(0, 12)
        .join(', ')}).`,
    );
  }
}

/** Of a model that tells only labels: a certainty of 1 is not its word. */
function ofClasses(
  figures: ClassificationReport['figures'],
): ClassificationReport['figures'] {
  return Object.fromEntries(
    Object.entries(figures).filter(([name]) => isOfClasses(name)),
  );
}
