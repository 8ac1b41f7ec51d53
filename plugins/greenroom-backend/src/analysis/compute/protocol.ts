import type { AttributionGrid } from '@greenroom/evaluation';
import type { AugmentationInput } from './augmentation';
import type { ErrorsInput } from './errors';
import type { ErrorTrendInput } from './errorTrend';
import type { ComparisonInput } from './comparison';
import type { BlameInput } from './blame';
import type { BoxesInput } from './boxes/BoxesInput';
import type { DerivedInput } from './derived/DerivedInput';
import type { DriftInput } from './drift';
import type { EvaluationInput } from './evaluation';
import type { InspectInput } from './inspect';
import type { LabelsInput } from './labels/LabelsInput';
import type { LeakageInput } from './leakage';
import type { PredictionsShardInput } from './predictions';
import type { PlanInput } from './plan';
import type { ProfileInput } from './profile';
import type { RequestsInput } from './requests';
import type { RunComparisonInput } from './runComparison';
import type { SelectionInput } from './selection';

/** A computation and its staged inputs. Paths are local. */
export type ComputeTask =
  | { readonly kind: 'profile'; readonly input: ProfileInput }
  | { readonly kind: 'inspect'; readonly input: InspectInput }
  | { readonly kind: 'comparison'; readonly input: ComparisonInput }
  | { readonly kind: 'blame'; readonly input: BlameInput }
  | { readonly kind: 'drift'; readonly input: DriftInput }
  | { readonly kind: 'leakage'; readonly input: LeakageInput }
  | { readonly kind: 'derived'; readonly input: DerivedInput }
  | { readonly kind: 'evaluation'; readonly input: EvaluationInput }
  | { readonly kind: 'plan'; readonly input: PlanInput }
  | { readonly kind: 'predictions'; readonly input: PredictionsShardInput }
  | { readonly kind: 'labels'; readonly input: LabelsInput }
  | { readonly kind: 'boxes'; readonly input: BoxesInput }
  | { readonly kind: 'errors'; readonly input: ErrorsInput }
  | { readonly kind: 'error-trend'; readonly input: ErrorTrendInput }
  | { readonly kind: 'attribution'; readonly input: AttributionGrid }
  | { readonly kind: 'requests'; readonly input: RequestsInput }
  | { readonly kind: 'run-comparison'; readonly input: RunComparisonInput }
  | { readonly kind: 'selection'; readonly input: SelectionInput }
  | { readonly kind: 'augmentation'; readonly input: AugmentationInput };

/** What a worker is asked, as a line of JSON on its standard input; when that ends, so must it. */
export type ComputeQuestion = ComputeTask & { readonly outDirectory: string };

/** What a worker says, a JSON document a line on its standard output; the last is no progress. */
export type WorkerSaid =
  | {
      readonly type: 'progress';
      readonly fraction: number;
      readonly message?: string;
    }
  | { readonly type: 'result'; readonly result: unknown }
  | {
      readonly type: 'error';
      readonly message: string;
      readonly file?: string;
      readonly line?: number;
    };
