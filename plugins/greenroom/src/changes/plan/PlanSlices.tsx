import type { PlannedSlice } from '@greenroom/backstage-plugin-greenroom-common';
import { count } from '../../components/numbers';
import { DifferenceTable } from './DifferenceTable';

/** Groups of rows on which a model would be right more or less often, and classes whose boxes it would find so, those that move most first. */
export function PlanSlices(props: { slices: readonly PlannedSlice[] }) {
  const areOfBoxes = props.slices.some(({ metric }) => metric === 'ap');
  return (
    <DifferenceTable
      name="Slices that move"
      heads={['slice', 'model', areOfBoxes ? 'boxes' : 'rows']}
      rows={props.slices.map(slice => ({
        ...slice,
        metric: slice.metric ?? 'accuracy',
        cells: [
          sliceName(slice),
          `${slice.model}, ${slice.evaluation}`,
          count(slice.rows),
        ],
      }))}
    />
  );
}

function sliceName({ of, feature, value }: PlannedSlice): string {
  if (of === 'cohort') return `${feature}: ${value}`;
  return of === 'class' ? `class ${value}` : `${feature} = ${value}`;
}
