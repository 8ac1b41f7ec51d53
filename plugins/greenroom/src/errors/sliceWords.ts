import type {
  AssetDetail,
  ErrorAnalysis,
  RowFilter,
  Slice,
} from '@greenroom/backstage-plugin-greenroom-common';
import { quantity } from '../components/numbers';

/** Below this false discovery rate a slice is said to be a finding. */
const FINDING_Q = 0.05;

/** "stroke < 2 ∧ slant [12, 24)". */
export function sliceName(predicates: Slice['predicates']): string {
  return predicates
    .map(({ feature, value }) => `${feature} ${value}`)
    .join(' ∧ ');
}

/** The title of the page: the worst slice that is unlikely to be chance. */
export function errorsFinding(analysis: ErrorAnalysis): string {
  if (analysis.remark) return analysis.remark;
  const worst = analysis.slices?.find(slice => slice.qValue < FINDING_Q);
  if (worst) {
    return `${quantity(
      worst.errorRate.value,
      'percent',
    )} wrong where ${sliceName(worst.predicates)}: ${worst.lift.toFixed(
      1,
    )} times the average`;
  }
  return 'No slice is worse than the rest by more than chance';
}

/**
 * The filter for the rows of a slice, or undefined where it takes a binned or
 * computed feature, which equality on a column can't express.
 */
export function sliceFilter(
  slice: Slice,
  dataset: AssetDetail,
): RowFilter | undefined {
  const equals: Record<string, string> = {};
  for (const { feature, value } of slice.predicates) {
    const column = dataset.columns?.find(each => each.name === feature);
    const named =
      column &&
      (['string', 'boolean'].includes(column.type) || column.role === 'label');
    if (!column || !named || column.personal || value === 'missing')
      return undefined;
    equals[feature] = value;
  }
  return { equals, wrong: true };
}
