import type { Bump, Cell, DriftSummary, Release } from '@greenroom/dataset';
import type { GateResult } from '@greenroom/evaluation';

/**
 * What a pull request, a proposal or a working tree would change, were it
 * merged. Plain JSON. No cell, label or key of a column that either side calls
 * personal is in it: see `MASKED`.
 *
 * Lists are flat, and each entry names its asset, so that one plan can speak of
 * several data sets and models.
 */
export type Plan = {
  /** What is changed, and what it becomes: commits, or `working tree`. */
  readonly base: string;
  readonly head: string;
  readonly verdict: PlanVerdict;
  /** Why, the weightiest first. */
  readonly reasons: readonly PlanReason[];
  /** Assets that change, and models that are affected by data that does. */
  readonly assets: readonly PlannedAsset[];

  /** Over all data sets. */
  readonly rows: PlannedRows;
  /** Of rows (of pictures with boxes: of boxes) that both sides have, most frequent first; an empty label is ''. */
  readonly labelTransitions: readonly OfAsset<{
    readonly from: string;
    readonly to: string;
    readonly count: number;
  }>[];
  /** Of data sets whose pictures have boxes. */
  readonly boxes: readonly OfAsset<PlannedBoxes>[];
  readonly schema: {
    readonly added: readonly OfAsset<{ readonly column: string }>[];
    readonly removed: readonly OfAsset<{ readonly column: string }>[];
    /** Types in DuckDB's words. */
    readonly retyped: readonly OfAsset<{
      readonly column: string;
      readonly from: string;
      readonly to: string;
    }>[];
  };
  /** One figure a column, those that moved first. */
  readonly drift: readonly OfAsset<DriftSummary>[];
  readonly leakage: readonly OfAsset<PlannedLeak>[];
  readonly duplicates: readonly OfAsset<PlannedDuplicates>[];
  /** Labels that somebody would have to look at, were this merged. */
  readonly debt: readonly OfAsset<PlannedDebt>[];
  readonly licences: readonly OfAsset<{
    /** SPDX identifiers, as declared; absent where none is. */
    readonly from?: string;
    readonly to?: string;
  }>[];
  readonly personal: readonly OfAsset<PersonalChange>[];
  /** The largest bump that any data set asks for (Croissant 1.1). */
  readonly semver: Bump;
  readonly releases: readonly OfAsset<Release>[];

  readonly evaluations: readonly PlannedEvaluation[];
  readonly metrics: readonly OfEvaluation<PlannedMetric>[];
  /** Those that move most first, declared cohorts before others. */
  readonly slices: readonly OfEvaluation<PlannedSlice>[];
  /** Evaluations whose result would no longer be of the data, or of the model, that is declared. */
  readonly stale: readonly OfEvaluation<{
    readonly dataset: string;
    readonly reason: string;
  }>[];
  readonly gates: readonly OfEvaluation<PlannedGate>[];
};

/** `neutral` where no gate is declared, or nothing is measured anew. */
export type PlanVerdict = 'passed' | 'failed' | 'neutral';

export type PlanReason = {
  /** Whether it decides the verdict, wants a look, or is only said. */
  readonly weight: 'failed' | 'warned' | 'noted';
  readonly asset?: string;
  /** A sentence. */
  readonly text: string;
};

export type OfAsset<T> = { readonly asset: string } & T;
export type OfEvaluation<T> = {
  readonly model: string;
  readonly evaluation: string;
} & T;

export type PlannedRows = {
  readonly from: number;
  readonly to: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
};

/** What stands in place of a key or a cell of a personal column. */
export const MASKED = '(personal)';

export type PlannedAsset = {
  readonly name: string;
  readonly kind: 'Dataset' | 'Model';
  /** Of its manifest, from the root of the repository. */
  readonly path: string;
  /** `affected` where it is the data of its evaluations that changes. */
  readonly change: 'added' | 'removed' | 'changed' | 'affected';
  /** What follows is of data sets whose rows both sides could read. */
  readonly matchedBy?: 'key' | 'content';
  readonly rows?: PlannedRows;
  /** Changed cells by column. */
  readonly cells?: Readonly<Record<string, number>>;
  /** The first changed rows, those with a changed label first. */
  readonly sample?: readonly PlannedRow[];
  /** Sentences: what could not be looked at, and why. */
  readonly remarks: readonly string[];
};

export type PlannedRow = {
  readonly key: string;
  readonly cells: readonly {
    readonly column: string;
    readonly from: Cell;
    readonly to: Cell;
  }[];
};

/** Boxes that differ. One that moved and has another class counts as both. */
export type PlannedBoxes = {
  /** Pictures with at least one of them. */
  readonly pictures: number;
  readonly added: number;
  readonly removed: number;
  readonly moved: number;
  readonly relabelled: number;
};

/** Touched rows that say the same as a row of another split. */
export type PlannedLeak = {
  /** `near`: of texts, pictures and numbers that are almost the same. */
  readonly kind: 'exact' | 'near';
  readonly split: string;
  readonly otherSplit: string;
  /** Rows of either split that would newly be such, and that no longer would. */
  readonly introduced: number;
  readonly resolved: number;
  /** Keys of the first of those introduced. */
  readonly keys: readonly string[];
};

/** Touched rows that say the same as another row of their split, whatever their key and label. */
export type PlannedDuplicates = {
  readonly introduced: number;
  readonly resolved: number;
  readonly keys: readonly string[];
};

export type PlannedDebt = {
  /**
   * `doubtful`: out-of-sample predictions speak against the label (confident
   * learning); `conflicting`: another row says the same and has another label.
   * Of rows that are added, changed or removed.
   */
  readonly kind: 'doubtful' | 'conflicting';
  /** Model whose predictions doubt. */
  readonly by?: string;
  readonly introduced: number;
  readonly resolved: number;
  /** The first of those introduced, the most doubtful first. */
  readonly rows: readonly {
    readonly key: string;
    readonly label: string;
    /** What the predictions, or the other rows, say instead. */
    readonly suggested?: string;
  }[];
};

export type PersonalChange = {
  readonly column: string;
  readonly change:
    | 'becomes personal'
    | 'no longer personal'
    | 'personal column added'
    | 'personal column removed';
};

/** One evaluation of one model, before and after. */
export type PlannedEvaluation = OfEvaluation<{
  readonly dataset: string;
  readonly split: string;
  /** Labelled rows that were measured; absent on a side that there is not, or that could not be. */
  readonly before?: number;
  readonly after?: number;
  /** Where what the model says of the rows after comes from. */
  readonly predictions: {
    /** Known, since nothing that the model reads changed. */
    readonly reused: number;
    /** Made for this plan. */
    readonly made: number;
    /** Rows that have none, since the model could not be run: left out of everything. */
    readonly missing: number;
    readonly missingKeys: readonly string[];
  };
  /** Rows of both sides that become right, and wrong; by a new label or a new answer. */
  readonly fixed: number;
  readonly broken: number;
  /** Rows of both sides whose label is another. */
  readonly relabelled: number;
  /**
   * Of these, rows whose new label is what the model before said and whose old
   * label was not: what they add to its figures is its own word.
   */
  readonly towardsModel: number;
  /** Why it was not measured, where it was not. */
  readonly refused?: string;
}>;

export type PlannedMetric = {
  readonly name: string;
  readonly dataset: string;
  readonly split: string;
  readonly before?: number;
  readonly after?: number;
  /**
   * 95 % of the difference, after minus before: rows of both sides are drawn
   * together (paired Poisson bootstrap), others by themselves.
   */
  readonly low?: number;
  readonly high?: number;
  /** Two-sided, that there is no difference. */
  readonly pValue?: number;
};

/** Accuracy on some rows, as the side after tells them apart; of boxes the average precision of a class. */
export type PlannedSlice = {
  readonly of: 'cohort' | 'class' | 'column';
  /** Name of the cohort or of the column; `class` where rows are told by their label. */
  readonly feature: string;
  /** Conditions of a cohort in words; the value of a column. */
  readonly value: string;
  /** Rows of both sides, or boxes that were drawn. */
  readonly rows: number;
  /** Absent: accuracy. */
  readonly metric?: 'ap';
  readonly before: number;
  readonly after: number;
  /** 95 % of the difference, by the exact paired test. */
  readonly low?: number;
  readonly high?: number;
  readonly pValue?: number;
};

export type PlannedGate = GateResult & {
  /** Of the same gate on the base, where it was measured there. */
  readonly before?: GateResult['outcome'];
};
