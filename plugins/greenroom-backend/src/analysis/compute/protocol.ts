import type { ErrorsInput } from './errors';
import type { DiffInput } from './diff';
import type { EvaluationInput } from './evaluation';
import type { InspectInput } from './inspect';
import type { LabelsInput } from './labels';
import type { ProfileInput } from './profile';

/** A computation and its staged inputs. Paths are local. */
export type ComputeTask =
  | { readonly kind: 'profile'; readonly input: ProfileInput }
  | { readonly kind: 'inspect'; readonly input: InspectInput }
  | { readonly kind: 'diff'; readonly input: DiffInput }
  | { readonly kind: 'evaluation'; readonly input: EvaluationInput }
  | { readonly kind: 'labels'; readonly input: LabelsInput }
  | { readonly kind: 'errors'; readonly input: ErrorsInput };

/** What a worker is asked, as JSON on its standard input. */
export type ComputeQuestion = ComputeTask & { readonly outDirectory: string };

/** What a worker answers, a JSON document a line on its standard output; the last is no progress. */
export type ComputeAnswer =
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
