/** `multiannotator_dev.json`, as far as it is compared. */
export type CrowdFixture = Readonly<Record<ModelName, ModelFigures>> & {
  readonly with_mnist_pred_probs: { readonly agreement: AgreementFigures };
};

export const MODELS = [
  'with_mnist_pred_probs',
  'with_weak_pred_probs(synth_probs(argmax,10,seed 5))',
] as const;
export type ModelName = (typeof MODELS)[number];

type Sample = { readonly sample: { readonly values: readonly number[] } };

export type ConsensusFigures = {
  readonly consensus_label_sha256_i32: string;
  readonly consensus_quality_score: Sample;
  readonly model_weight?: number;
  readonly annotator_weight?: readonly number[];
  readonly annotator_stats_worst_first?: readonly {
    readonly annotator: number;
    readonly annotator_quality: number;
    readonly worst_class: number;
    readonly num_examples_labeled: number;
  }[];
};

/** What cleanlab means to compute where its counting of labels goes wrong. */
export type IntendedFigures = {
  readonly best_temperature: number;
  readonly active_learning_scores: Sample & {
    readonly lowest50: readonly number[];
  };
  readonly 'best_quality/agreement': ConsensusFigures;
  readonly 'best_quality/crowdlab+calibrate_probs': ConsensusFigures;
};

export type ModelFigures = {
  readonly 'best_quality/crowdlab': ConsensusFigures;
  readonly 'majority_vote/crowdlab': ConsensusFigures;
  readonly 'majority_vote/agreement': ConsensusFigures;
  readonly 'intended(value_counts corrected)': IntendedFigures;
};

export type AgreementFigures = {
  readonly fleiss_kappa: { readonly value: number };
  readonly krippendorff_alpha_nominal_all: number;
  readonly cohen_pairs: Readonly<
    Record<
      string,
      {
        readonly n: number;
        readonly kappa: number;
        readonly linear: number;
        readonly quadratic: number;
      }
    >
  >;
};

/** `dawid_skene_1979.json`: patients by observers by how often each class was said. */
export type DawidSkeneFixture = {
  readonly counts: readonly (readonly (readonly number[])[])[];
  readonly classes: readonly number[];
  readonly log_likelihood_first5: readonly number[];
  readonly priors: readonly number[];
  readonly 'confusion[observer][true][given]': readonly (readonly (readonly number[])[])[];
  readonly posterior: readonly (readonly number[])[];
  readonly 'hard_label(1-based)': readonly number[];
};
