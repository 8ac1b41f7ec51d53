import { isOfClasses } from '../isOfClasses';
import { ClassificationMeasure } from '../measureClassification';
import { comparePairedCounts } from '../metrics/between/comparePaired';
import { bytes, integers } from '../metrics/rows/GrowingArray';
import { fnv1a } from '../preprocessing/hashText';
import { ConditionCodes, OTHER_ROWS } from '../slices/ConditionCodes';
import { SliceColumns } from '../slices/SliceColumns';
import { adjustComparison } from './adjustComparison';
import { compareSlices, exactDifference } from './compareSlices';
import type { PairQuestion, PairRow, SeenRow } from './PairedRows';
import type { ChangedRow, RunComparison } from './RunComparison';

/** What is kept of pairs of rows that pass by, and how the two runs differ on them. */
export class GatheredPairs {
  readonly #right = { before: bytes(), after: bytes() };
  readonly #given = integers();
  readonly #columns: SliceColumns;
  readonly #conditions: readonly ConditionCodes[];
  readonly #measures: Readonly<
    Record<'before' | 'after', ClassificationMeasure>
  >;
  readonly #changed: ChangedRow[] = [];
  #relabelled = 0;
  #isPaired = true;
  #haveProbabilities = true;

  constructor(
    private readonly classes: readonly string[],
    { before, after, data }: PairQuestion,
    rows: number,
  ) {
    this.#columns = new SliceColumns(data?.features ?? []);
    this.#conditions = (data?.conditions ?? []).map(
      where => new ConditionCodes(where),
    );
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

  add(rows: readonly SeenRow[]): void {
    for (const side of ['before', 'after'] as const) this.#measure(side, rows);
    const pairs = rows.filter(isPair);
    this.#isPaired &&= pairs.length === rows.length;
    for (const { key, before, after } of pairs) {
      this.#given.push(after.given);
      if (before.given !== after.given) this.#relabelled++;
      const [was, is] = [before, after].map(s => s.predicted === s.given);
      this.#right.before.push(was ? 1 : 0);
      this.#right.after.push(is ? 1 : 0);
      if (was !== is)
        this.#changed.push({ key, change: is ? 'fixed' : 'broken' });
    }
    const cells = pairs.map(pair => pair.cells);
    this.#columns.add(cells);
    for (const codes of this.#conditions) codes.add(cells);
  }

  #measure(side: 'before' | 'after', rows: readonly SeenRow[]): void {
    const seen = rows.flatMap(({ key, [side]: row }) =>
      row ? [{ key, ...row }] : [],
    );
    if (seen.length === 0) return;
    this.#measures[side].add({
      given: seen.map(({ given }) => given),
      probabilities: seen.flatMap(({ p }) => p),
      units: seen.map(({ key }) => fnv1a(key)),
    });
    this.#haveProbabilities &&= seen.every(
      ({ tells }) => tells === 'probabilities',
    );
  }

  finish(): Omit<RunComparison, 'unit' | 'joined' | 'unmatched'> {
    const changed = this.#changed.sort((a, b) => (a.key < b.key ? -1 : 1));
    const count = (change: ChangedRow['change']) =>
      changed.filter(row => row.change === change).length;
    const [fixed, broken] = [count('fixed'), count('broken')];
    const n = this.#given.length;
    const { mcnemarP, negativeFlipRate, positiveFlipRate } =
      comparePairedCounts(fixed, broken, n);
    const features = [
      {
        of: 'class' as const,
        name: 'class',
        codes: this.#given.values,
        labels: this.classes,
      },
      ...this.#columns
        .finish()
        .map(feature => ({ of: 'column' as const, ...feature })),
      ...this.#conditions.map(codes => ({
        of: 'conditions' as const,
        ...codes.finish(),
      })),
    ];
    const right = {
      before: this.#right.before.values,
      after: this.#right.after.values,
    };
    const { metrics, slices } = adjustComparison({
      metrics: this.#metrics(exactDifference(fixed, broken, n)),
      slices: compareSlices(right, features).filter(
        ({ of, value }) => of !== 'conditions' || value !== OTHER_ROWS,
      ),
    });
    return {
      relabelled: this.#relabelled,
      fixed,
      broken,
      mcnemarP,
      negativeFlipRate,
      positiveFlipRate,
      metrics,
      slices: slices.flatMap(({ of, ...slice }) =>
        of === 'conditions' ? [] : [{ of, ...slice }],
      ),
      ...(this.#conditions.length > 0
        ? {
            conditions: slices.flatMap(({ of, ...slice }) =>
              of === 'conditions' ? [{ of, ...slice }] : [],
            ),
          }
        : {}),
      changed,
    };
  }

  /** @param accuracy - by the exact test */
  #metrics(accuracy: ReturnType<typeof exactDifference>) {
    const { before, after } = this.#measures;
    const [first, second] = [before.values(), after.values()];
    const resampled = after.differencesFrom(before);
    // The exact test is of rows of both runs: it says nothing of others.
    const differences = this.#isPaired ? { ...resampled, accuracy } : resampled;
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

function isPair(row: SeenRow): row is PairRow {
  return row.before !== undefined && row.after !== undefined;
}
