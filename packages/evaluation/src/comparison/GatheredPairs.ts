import { isOfClasses } from '../isOfClasses';
import { ClassificationMeasure } from '../measureClassification';
import { comparePairedCounts } from '../metrics/between/comparePaired';
import { bytes, integers } from '../metrics/rows/GrowingArray';
import { fnv1a } from '../preprocessing/hashText';
import { SliceColumns } from '../slices/SliceColumns';
import { adjustComparison } from './adjustComparison';
import { compareSlices, exactDifference } from './compareSlices';
import type { PairQuestion, PairRow } from './PairedRows';
import type { ChangedRow, RunComparison } from './RunComparison';

/** What is kept of pairs of rows that pass by, and how the two runs differ on them. */
export class GatheredPairs {
  readonly #right = { before: bytes(), after: bytes() };
  readonly #given = integers();
  readonly #columns: SliceColumns;
  readonly #measures: Readonly<
    Record<'before' | 'after', ClassificationMeasure>
  >;
  readonly #changed: ChangedRow[] = [];
  #relabelled = 0;
  #haveProbabilities = true;

  constructor(
    private readonly classes: readonly string[],
    { before, after, data }: PairQuestion,
    rows: number,
  ) {
    this.#columns = new SliceColumns(data?.features ?? []);
    this.#measures = {
      before: new ClassificationMeasure(
        { classes, threshold: before.threshold },
        rows,
      ),
      after: new ClassificationMeasure(
        { classes, threshold: after.threshold },
        rows,
      ),
    };
  }

  add(rows: readonly PairRow[]): void {
    const units = rows.map(({ key }) => fnv1a(key));
    for (const side of ['before', 'after'] as const) {
      this.#measures[side].add({
        given: rows.map(row => row[side].given),
        probabilities: rows.flatMap(row => row[side].p),
        units,
      });
      for (const row of rows)
        this.#right[side].push(row[side].predicted === row[side].given ? 1 : 0);
    }
    for (const { key, before, after } of rows) {
      this.#given.push(after.given);
      if (before.given !== after.given) this.#relabelled++;
      this.#haveProbabilities &&=
        before.tells === 'probabilities' && after.tells === 'probabilities';
      const [was, is] = [before, after].map(s => s.predicted === s.given);
      if (was !== is)
        this.#changed.push({ key, change: is ? 'fixed' : 'broken' });
    }
    this.#columns.add(rows.map(({ cells }) => cells));
  }

  finish(): Omit<RunComparison, 'unit' | 'joined' | 'unmatched'> {
    const changed = this.#changed.sort((a, b) => (a.key < b.key ? -1 : 1));
    const count = (change: ChangedRow['change']) =>
      changed.filter(row => row.change === change).length;
    const [fixed, broken] = [count('fixed'), count('broken')];
    const n = this.#given.length;
    const { mcnemarP, negativeFlipRate, positiveFlipRate } =
      comparePairedCounts(fixed, broken, n);
    return {
      relabelled: this.#relabelled,
      fixed,
      broken,
      mcnemarP,
      negativeFlipRate,
      positiveFlipRate,
      ...adjustComparison({
        metrics: this.#metrics(exactDifference(fixed, broken, n)),
        slices: compareSlices(
          {
            before: this.#right.before.values,
            after: this.#right.after.values,
          },
          [
            {
              of: 'class',
              name: 'class',
              codes: this.#given.values,
              labels: this.classes,
            },
            ...this.#columns
              .finish()
              .map(feature => ({ of: 'column' as const, ...feature })),
          ],
        ),
      }),
      changed,
    };
  }

  /** @param accuracy - by the exact test */
  #metrics(accuracy: ReturnType<typeof exactDifference>) {
    const { before, after } = this.#measures;
    const [first, second] = [before.values(), after.values()];
    const differences = { ...after.differencesFrom(before), accuracy };
    return Object.entries(differences)
      .filter(([metric]) => this.#haveProbabilities || isOfClasses(metric))
      .map(([metric, difference]) => ({
        metric,
        before: first[metric],
        after: second[metric],
        difference,
      }));
  }
}
