import type { LabelledDataset } from '@greenroom/manifest';
import type { SliceFeature } from './SliceColumns';

/** The columns that a data set declares for telling rows apart; personal ones are not shown by value. */
export function sliceFeatures({
  columns = [],
}: Pick<LabelledDataset, 'columns'>): SliceFeature[] {
  return columns
    .filter(column => column.slice && !column.personal)
    .map(({ name, type, unit }) => ({
      name,
      unit,
      isNumber: type === 'number' || type === 'integer',
    }));
}
