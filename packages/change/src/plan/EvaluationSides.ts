import type { EvaluationSpec } from '@greenroom/manifest';
import type { DataSides } from './DataSides';
import type { ModelSide } from './PlanQuestion';

/** One evaluation of one model, on the sides that have it. */
export type EvaluationSides = {
  readonly model: string;
  readonly before?: { readonly side: ModelSide; readonly spec: EvaluationSpec };
  readonly after?: { readonly side: ModelSide; readonly spec: EvaluationSpec };
  readonly data: DataSides;
  /** Rows that differ, as `DiffOptions.out`; absent where nothing differs, or it is not known what. */
  readonly changes?: string;
};
