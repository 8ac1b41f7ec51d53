import type { Obligation } from '../obligations/Obligation';

/** A figure with its interval (95 %) and the number of rows behind it. */
export type Measured = {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  readonly n?: number;
};

/** An obligation that binds a version, and how it came there. */
export type BindingFact = {
  readonly obligation: Obligation;
  /** Who declares it, as people call it; the version itself or one upstream. */
  readonly declaredBy: string;
  /** Whom it came through, from there to here; empty where the version declares it itself. */
  readonly way: readonly string[];
};

/** An evaluation that a model's manifest declares, and the newest run of it by this version. */
export type EvaluationFact = {
  readonly name: string;
  /** `digits 1.4.0, test`. */
  readonly on: string;
  readonly state: 'done' | 'under way' | 'failed' | 'missing';
  /** On the newest version of its data. */
  readonly isOnNewestData: boolean;
  /** The labels of its split were audited by people. */
  readonly isAudited: boolean;
  readonly metrics: Readonly<Record<string, Measured>>;
  readonly gates: readonly {
    readonly metric: string;
    readonly outcome: 'passed' | 'failed' | 'refused';
    readonly reason: string;
  }[];
  /** By column and metric: greatest distance, or least ratio, between its groups. */
  readonly fairness: readonly {
    readonly column: string;
    readonly figures: Readonly<Record<string, Measured>>;
  }[];
};

/** What is known of the labels of a data set version. */
export type LabelFacts = {
  /** Share of wrong labels. */
  readonly noise?: Measured;
  /** An audit sample judged by people, or the estimate of a model. */
  readonly noiseBy?: 'audit' | 'estimate';
  /** People whose labels are told apart. */
  readonly annotators: number;
};

/**
 * What rules are held against: one version, as far as whoever asks knows it.
 * What is absent of the optional groups is not known, which is not the same as
 * that there is none: a rule that needs it cannot pass.
 */
export type PolicyFacts = {
  readonly kind: 'dataset' | 'model';
  readonly name: string;
  readonly version?: string;
  readonly tags: readonly string[];
  readonly system?: string;
  readonly task?: string;
  /** Entity reference; absent where nobody is named. */
  readonly owner?: string;
  /** The day on which it is asked, in UTC: `2026-11-26`. */
  readonly today: string;
  /** As it is declared: an SPDX expression, if it is one. */
  readonly licence?: string;
  /** Its own and those of what it came from. */
  readonly binding?: readonly BindingFact[];
  readonly card?: {
    /** From 0 to 1. */
    readonly completeness: number;
    readonly missing: readonly string[];
  };
  /** Of models: declared evaluations, each with its newest run. */
  readonly evaluations?: readonly EvaluationFact[];
  /** Of data sets whose labels are judged; `none` where it has no labels. */
  readonly labels?: LabelFacts | 'none' | 'being computed';
  /** Of data sets: rows of test splits that are in training, too; `none` where it has no splits. */
  readonly leaks?: { readonly rows: number } | 'none' | 'being computed';
  readonly lineage?: {
    /** Names of what it is stated to come from. */
    readonly from: readonly string[];
    /** What cannot be right in it, a sentence each. */
    readonly problems: readonly string[];
  };
  /** The last approval that is in force: the day, or `never`. */
  readonly approvedOn?: string;
};
