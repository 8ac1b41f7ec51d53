import type {
  Cohort,
  Condition,
} from '@greenroom/backstage-plugin-greenroom-common';
import { decimal } from '../components/numbers';

/** "12 ≤ slant < 24", "group hard or tricky", "ink < 2 or missing". */
export function conditionWords(condition: Condition): string {
  const { type, feature } = condition;
  if (type === 'missing') return `${feature} missing`;
  const words =
    type === 'is'
      ? `${feature} ${condition.values
          .map(value => (value === '' ? 'empty' : value))
          .join(' or ')}`
      : rangeWords(condition);
  return condition.orMissing ? `${words} or missing` : words;
}

function rangeWords(range: Extract<Condition, { type: 'range' }>): string {
  const { feature, from, below, closed } = range;
  const high =
    below === undefined ? '' : ` ${closed ? '≤' : '<'} ${decimal(below)}`;
  if (from === undefined) return `${feature}${high}`;
  return high === ''
    ? `${feature} ≥ ${decimal(from)}`
    : `${decimal(from)} ≤ ${feature}${high}`;
}

/** "stroke_width < 2 ∧ slant ≥ 12". */
export function cohortName(cohort: Cohort): string {
  return cohort.length === 0
    ? 'all rows'
    : cohort.map(conditionWords).join(' ∧ ');
}
