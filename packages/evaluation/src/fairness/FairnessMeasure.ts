import type { Row } from '@greenroom/dataset';
import type { EvaluationSpec } from '@greenroom/manifest';
import { isLowerBetter } from '../isLowerBetter';
import { FairnessAccumulator } from '../metrics/fairness/FairnessAccumulator';
import { type GroupRates, groupRates } from '../metrics/fairness/groupRates';
import type { Figure } from '../metrics/intervals/Figure';
import { BY_ROW, figuresOf } from '../metrics/intervals/figuresOf';
import { bytes, GrowingArray } from '../metrics/rows/GrowingArray';
import { type EncodedFeature, SliceColumns } from '../slices/SliceColumns';
import type { GroupColumn } from './groupColumns';

/** A smaller group is compared with none: its rates are chance, and they tell of single people. */
const LEAST_GROUP_ROWS = 10;
/** Rows have the class that people want, or not. */
const SELECTED_FROM = 0.5;

/** One column of declared groups. */
export type GroupFairness = {
  readonly column: string;
  /** Greatest distances and least ratios between its groups. */
  readonly figures: Readonly<Record<string, Figure>>;
  readonly groups: readonly Omit<GroupRates, 'rocAuc'>[];
  /** Groups of too few rows, and rows of no group. */
  readonly leftOut: { readonly groups: number; readonly rows: number };
};

export type FairnessReport = {
  readonly favourable: string;
  readonly columns: readonly GroupFairness[];
};

/** How evenly predictions of one class fall on the groups of each declared column. */
export class FairnessMeasure {
  readonly #columns: SliceColumns;
  readonly #given = bytes();
  readonly #selected = bytes();
  readonly #units = new GrowingArray(n => new Uint32Array(n));
  readonly #favourable: number;

  constructor(
    private readonly declared: {
      readonly fairness: NonNullable<EvaluationSpec['fairness']>;
      readonly groups: readonly GroupColumn[];
      readonly classes: readonly string[];
    },
  ) {
    this.#columns = new SliceColumns(declared.groups);
    this.#favourable = declared.classes.indexOf(declared.fairness.favourable);
  }

  /**
   * @param given - places of the classes
   * @param predicted - likewise
   * @param units - hash of each row's key
   */
  add(
    rows: readonly Row[],
    given: readonly number[],
    predicted: readonly number[],
    units: readonly number[],
  ): void {
    const isFavourable = (place: number) =>
      place === this.#favourable ? 1 : 0;
    this.#columns.add(rows);
    this.#given.append(given.map(isFavourable));
    this.#selected.append(predicted.map(isFavourable));
    this.#units.append(units);
  }

  /**
   * Of each figure the worst of all columns, and the columns one by one.
   *
   * @param wanted - figures that an interval is wanted of; absent: all
   */
  finish(wanted?: ReadonlySet<string>): {
    readonly figures: Readonly<Record<string, Figure>>;
    readonly report: FairnessReport;
  } {
    const columns = this.#columns
      .finish()
      .map((feature, i) =>
        this.#measure(feature, this.declared.groups[i], wanted),
      );
    const figures: Record<string, Figure> = {};
    for (const column of columns)
      for (const [name, figure] of Object.entries(column.figures)) {
        const known = figures[name];
        if (!known || isWorse(name, figure.value, known.value))
          figures[name] = figure;
      }
    const { favourable } = this.declared.fairness;
    return { figures, report: { favourable, columns } };
  }

  #measure(
    feature: EncodedFeature,
    column: GroupColumn,
    wanted: ReadonlySet<string> | undefined,
  ): GroupFairness {
    const { codes, labels, missing } = feature;
    const sizes = new Float64Array(labels.length);
    codes.forEach(code => sizes[code]++);
    const isKept = (code: number) =>
      code !== missing && sizes[code] >= LEAST_GROUP_ROWS;
    const kept = labels.flatMap((_, code) => (isKept(code) ? [code] : []));
    const places = new Map(kept.map((code, place) => [code, place]));
    const rows = Array.from(codes.keys()).filter(row => isKept(codes[row]));
    const leftOut = {
      groups: labels.length - kept.length - (missing === undefined ? 0 : 1),
      rows: codes.length - rows.length,
    };
    const named = { column: column.name, leftOut };
    if (kept.length < 2) return { ...named, figures: {}, groups: [] };
    const accumulator = new FairnessAccumulator({
      groups: kept.map((code, place) =>
        column.values === 'named' ? labels[code] : `group ${place + 1}`,
      ),
      threshold: SELECTED_FROM,
    });
    accumulator.add({
      given: rows.map(row => this.#given.values[row]),
      scores: rows.map(row => this.#selected.values[row]),
      groups: rows.map(row => places.get(codes[row])!),
      units: rows.map(row => this.#units.values[row]),
    });
    const sample = accumulator.finish();
    return {
      ...named,
      figures: figuresOf(sample, { ...BY_ROW, wanted }),
      // An area is of scores, and a decision is none.
      groups: groupRates(sample).map(({ rocAuc: _, ...rates }) => rates),
    };
  }
}

function isWorse(metric: string, value: number, than: number): boolean {
  return isLowerBetter(metric) ? value > than : value < than;
}
