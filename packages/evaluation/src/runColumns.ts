import type { EvaluationSpec, LabelledDataset } from '@greenroom/manifest';
import { groupColumns } from './fairness/groupColumns';
import { DerivedCells } from './slices/DerivedCells';
import { gatedConditions } from './slices/gatedConditions';
import { sliceFeatures } from './slices/sliceFeatures';
import type { SliceFeature } from './slices/SliceColumns';

type Columns = Pick<LabelledDataset, 'columns'>;

/** The columns whose worst value a gate is held on. */
export function gatedFeatures(
  { gates = [] }: EvaluationSpec,
  dataset: Columns,
): SliceFeature[] {
  return gates.some(({ on }) => on === 'worst-slice')
    ? sliceFeatures(dataset)
    : [];
}

/** What an evaluation reads of rows beside key, label, split and what the model reads. */
export function runColumns(
  evaluation: EvaluationSpec,
  dataset: Columns,
): string[] {
  return [
    ...[
      ...gatedFeatures(evaluation, dataset),
      ...groupColumns(evaluation, dataset),
    ].map(({ name }) => name),
    ...new DerivedCells(gatedConditions(evaluation, dataset), dataset.columns)
      .columns,
  ];
}
