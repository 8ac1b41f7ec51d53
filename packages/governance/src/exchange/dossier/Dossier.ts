import type { ExportedAsset } from '../ExportedAsset';

/** A rule of a policy and what came of it. */
export type DossierCheck = {
  readonly rule: string;
  readonly result: string;
  readonly detail?: string;
  readonly commit?: string;
};

/** A decision on a version. */
export type DossierReview = {
  readonly decision: string;
  readonly by: string;
  readonly at: string;
  readonly conditions?: readonly string[];
  /** Whether it counts, and why not. */
  readonly standing?: string;
  /** Where it is written: a path in git. */
  readonly origin?: string;
};

/** A group of rows on which a model was looked at. */
export type DossierSlice = {
  readonly name: string;
  readonly rows: number;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
};

/** All that a regulator is handed of one version. A part that is absent is said to be. */
export type Dossier = ExportedAsset & {
  readonly gates?: readonly {
    readonly evaluation: string;
    readonly reason: string;
    readonly passed: boolean;
  }[];
  readonly slices?: readonly DossierSlice[];
  /** Of the data: sentences and figures about its labels. */
  readonly labelQuality?: readonly string[];
  readonly checks?: readonly DossierCheck[];
  readonly reviews?: readonly DossierReview[];
  /** Why a part is absent, where whoever made the dossier could not or may not know it: a sentence each. */
  readonly untold?: Partial<
    Readonly<Record<'gates' | 'slices' | 'labelQuality' | 'reviews', string>>
  >;
};
