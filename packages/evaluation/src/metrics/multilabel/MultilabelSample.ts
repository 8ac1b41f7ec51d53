import { fScore } from '../binary/confusionMetrics';
import { rankedAreas } from '../binary/rankedAreas';
import { type RankedRows, rankRows } from '../binary/rankRows';
import type { MetricValues, Sample, Share } from '../rows/Accumulator';
import { defined } from '../rows/defined';
import { weightedMeans } from '../rows/weightedMeans';
import { labelSetFigures, labelSetNames, LabelSet } from './labelSetFigures';
import type { MultilabelOptions } from './MultilabelAccumulator';

/** Rows of several labels as they were scored. */
export class MultilabelSample implements Sample {
  readonly rows: number;
  readonly #ofRows: Readonly<Record<string, Float64Array>>;
  readonly #labels: readonly {
    readonly given: Uint8Array;
    readonly scores: Float64Array;
    readonly ranked: RankedRows;
  }[];

  constructor(
    given: Uint8Array,
    scores: Float64Array,
    readonly units: Uint32Array,
    readonly options: MultilabelOptions,
  ) {
    const { labels, threshold } = options;
    this.rows = given.length / labels;
    const columns = Object.fromEntries(
      labelSetNames.map(name => [name, new Float64Array(this.rows)]),
    );
    for (let i = 0; i < this.rows; i++) {
      const row: LabelSet = {
        given: given.subarray(i * labels, (i + 1) * labels),
        scores: scores.subarray(i * labels, (i + 1) * labels),
        threshold,
      };
      const figures = labelSetFigures(row);
      for (const name of labelSetNames) columns[name][i] = figures[name];
    }
    this.#ofRows = columns;
    this.#labels = Array.from({ length: labels }, (_, j) => {
      const own = Float64Array.from(
        { length: this.rows },
        (_row, i) => scores[i * labels + j],
      );
      const mine = Uint8Array.from(own, (_score, i) => given[i * labels + j]);
      return { given: mine, scores: own, ranked: rankRows(own, mine) };
    });
  }

  get cost(): number {
    return this.rows * (labelSetNames.length + 2 * this.options.labels);
  }

  values(weights: ArrayLike<number>): MetricValues {
    const all = { tp: 0, fp: 0, fn: 0 };
    let macroF1 = 0;
    let precisions = 0;
    let ranked = 0;
    for (const label of this.#labels) {
      const own = this.#outcomes(label, weights);
      all.tp += own.tp;
      all.fp += own.fp;
      all.fn += own.fn;
      macroF1 += fScore(own.tp, own.fp, own.fn, 1) / this.#labels.length;
      const { averagePrecision } = rankedAreas(label.ranked, weights);
      if (Number.isNaN(averagePrecision)) continue;
      precisions += averagePrecision;
      ranked++;
    }
    return defined({
      ...weightedMeans(this.#ofRows, weights),
      microF1: fScore(all.tp, all.fp, all.fn, 1),
      macroF1,
      macroAveragePrecision: precisions / ranked,
    });
  }

  shares(): Readonly<Record<string, Share>> {
    const hits = this.#ofRows.subsetAccuracy.reduce((sum, hit) => sum + hit, 0);
    return { subsetAccuracy: { hits, trials: this.rows } };
  }

  #outcomes(
    { given, scores }: { given: Uint8Array; scores: Float64Array },
    weights: ArrayLike<number>,
  ) {
    let tp = 0;
    let fp = 0;
    let fn = 0;
    for (let i = 0; i < this.rows; i++) {
      const predicted = scores[i] >= this.options.threshold;
      if (given[i] === 1 && predicted) tp += weights[i];
      else if (predicted) fp += weights[i];
      else if (given[i] === 1) fn += weights[i];
    }
    return { tp, fp, fn };
  }
}
