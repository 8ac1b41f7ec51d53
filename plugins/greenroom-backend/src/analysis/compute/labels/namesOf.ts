import type { LabelsInput } from './LabelsInput';
import type { LabelledRow } from './readLabels';

/** How a row is called: checks are read by people who may not see what is personal. */
export function namesOf({
  key,
  columns,
}: Pick<LabelsInput, 'key' | 'columns'>): (row: LabelledRow) => string {
  const isPersonal = columns.some(
    ({ name, personal }) => name === key && personal,
  );
  return row => (isPersonal ? `row ${row.number}` : row.key);
}
