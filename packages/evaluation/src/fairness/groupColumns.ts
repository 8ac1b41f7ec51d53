import type { EvaluationSpec, LabelledDataset } from '@greenroom/manifest';
import type { SliceFeature } from '../slices/SliceColumns';

/** A column of declared groups. */
export type GroupColumn = SliceFeature & {
  /** Values of a personal column are not told: its groups are numbered by their size. */
  readonly values: 'named' | 'numbered';
};

/** The columns whose groups an evaluation declares. */
export function groupColumns(
  { fairness }: Pick<EvaluationSpec, 'fairness'>,
  { columns = [] }: Pick<LabelledDataset, 'columns'>,
): GroupColumn[] {
  return (fairness?.groups ?? []).map(name => {
    const declared = columns.find(column => column.name === name);
    return {
      name,
      isNumber: declared?.type === 'number' || declared?.type === 'integer',
      unit: declared?.unit,
      values: declared?.personal ? 'numbered' : 'named',
    };
  });
}
