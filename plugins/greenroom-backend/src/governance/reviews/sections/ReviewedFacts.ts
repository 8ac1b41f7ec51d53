import type {
  CardReport,
  PolicyChecks,
} from '@greenroom/backstage-plugin-greenroom-common';
import type {
  ErrorsResult,
  LabelsResult,
} from '../../../analysis/AnalysisStore';
import type { RunWithJob } from '../../../analysis/RunStore';
import type { Asset, Version } from '../../../registry/Asset';
import type { StoredReview } from '../StoredReview';

/** A data set that a model names, and its versions that count here. */
export type NamedDataset = {
  readonly name: string;
  readonly relation: 'trained on' | 'evaluated on';
  /** Absent where nobody declares it, or we may not see it. */
  readonly asset?: Asset;
  /** That the model was trained on, or that its runs are of. */
  readonly version?: Version;
  readonly newest?: Version;
};

/** Everything that the sections of a review are made of. */
export type ReviewedFacts = {
  readonly asset: Asset;
  readonly version: Version;
  readonly datasets: readonly NamedDataset[];
  /** Of this version, the newest of each evaluation and data set first. */
  readonly runs: readonly RunWithJob[];
  readonly errors: ReadonlyMap<string, ErrorsResult>;
  /** By version of a data set. */
  readonly labels: ReadonlyMap<string, LabelsResult>;
  /** The version that was approved last, another than this. */
  readonly approved?: {
    readonly review: StoredReview;
    readonly version?: Version;
    readonly runs: readonly RunWithJob[];
  };
  /** Versions between the approved one and this, oldest first; this one is the last. */
  readonly since: readonly Version[];
  /** Absent where no room checks policies. */
  readonly checks?: PolicyChecks;
  /** Absent where no room reads cards, or there is none. */
  readonly card?: CardReport;
};
