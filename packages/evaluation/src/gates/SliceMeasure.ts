import type { Row } from '@greenroom/dataset';
import type { DeclaredConditions, Gate } from '@greenroom/manifest';
import { exactDifference } from '../comparison/compareSlices';
import { shareFigure } from '../metrics/intervals/shareFigure';
import { bytes, integers } from '../metrics/rows/GrowingArray';
import {
  type EncodedFeature,
  SliceColumns,
  type SliceFeature,
} from '../slices/SliceColumns';
import { ConditionCodes, OTHER_ROWS } from '../slices/ConditionCodes';
import type { MeasuredSlice } from './GateResult';

/** Whether another run got a row right, by its key. */
export type RightByKey = ReadonlyMap<string, boolean>;

/** Whether a gate compares rows of a slice with those of another run. */
export function comparesSlices(gates: readonly Gate[] = []): boolean {
  return gates.some(
    ({ on, where, maxDrop, regression }) =>
      (on ?? where) !== undefined &&
      (maxDrop !== undefined || regression !== undefined),
  );
}

/** Accuracy by class, by value of columns and of rows that meet conditions, of rows as they come. */
export class SliceMeasure {
  readonly #columns: SliceColumns;
  readonly #given = integers();
  readonly #right = bytes();
  readonly #keys: string[] = [];
  readonly #parts: readonly ConditionCodes[];

  constructor(
    private readonly measured: {
      readonly classes: readonly string[];
      readonly features: readonly SliceFeature[];
      readonly conditions?: readonly DeclaredConditions[];
      /** Keys take most of the room: only where rows are compared. */
      readonly keys: 'kept' | 'left out';
    },
  ) {
    this.#columns = new SliceColumns(measured.features);
    this.#parts = (measured.conditions ?? []).map(
      where => new ConditionCodes(where),
    );
  }

  /**
   * @param given - places of the classes
   * @param predicted - likewise
   */
  add(
    rows: readonly Row[],
    keys: readonly string[],
    given: readonly number[],
    predicted: readonly number[],
  ): void {
    this.#columns.add(rows);
    for (const codes of this.#parts) codes.add(rows);
    this.#given.append(given);
    this.#right.append(given.map((own, i) => (own === predicted[i] ? 1 : 0)));
    if (this.measured.keys === 'kept') this.#keys.push(...keys);
  }

  finish(before?: RightByKey): MeasuredSlice[] {
    const was =
      before && this.#keys.length > 0
        ? this.#keys.map(key => before.get(key))
        : undefined;
    const { classes } = this.measured;
    return [
      ...this.#slicesOf(
        'class',
        { name: 'class', codes: this.#given.values, labels: classes },
        was,
      ),
      ...this.#columns
        .finish()
        .flatMap(feature => this.#slicesOf('column', feature, was)),
      ...this.#parts.flatMap(codes =>
        this.#slicesOf('conditions', codes.finish(), was).filter(
          ({ value }) => value !== OTHER_ROWS,
        ),
      ),
    ];
  }

  #slicesOf(
    of: MeasuredSlice['of'],
    { name, codes, labels }: EncodedFeature,
    was: readonly (boolean | undefined)[] | undefined,
  ): MeasuredSlice[] {
    const counts = labels.map(() => ({
      hits: 0,
      trials: 0,
      fixed: 0,
      broken: 0,
      paired: 0,
    }));
    codes.forEach((code, row) => {
      const count = counts[code];
      const isRight = this.#right.values[row] === 1;
      count.trials++;
      if (isRight) count.hits++;
      const wasRight = was?.[row];
      if (wasRight === undefined) return;
      count.paired++;
      if (isRight && !wasRight) count.fixed++;
      if (!isRight && wasRight) count.broken++;
    });
    return counts.flatMap(({ fixed, broken, paired, ...share }, code) => {
      const accuracy = shareFigure(share);
      if (!accuracy) return [];
      return [
        {
          of,
          feature: name,
          value: labels[code],
          accuracy,
          ...(paired > 0
            ? { difference: exactDifference(fixed, broken, paired) }
            : {}),
        },
      ];
    });
  }
}
