import { InputError } from '@backstage/errors';
import type {
  Cohort,
  Condition,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { DeclaredConditions } from '@greenroom/manifest';

/**
 * The conditions of a cohort as a manifest says them, by column.
 *
 * @throws InputError where it cannot: two things of one column, or a value that may be missing
 */
export function declaredConditions(cohort: Cohort): DeclaredConditions {
  const columns = cohort.map(({ feature }) => feature);
  const twice = columns.find((name, i) => columns.indexOf(name) < i);
  if (twice !== undefined)
    throw new InputError(
      `A manifest says one thing of each column, and ${twice} has two conditions. Make one of them.`,
    );
  return Object.fromEntries(
    cohort.map(condition => [condition.feature, holdsOf(condition)]),
  );
}

function holdsOf(condition: Condition): DeclaredConditions[string] {
  if (condition.type === 'missing') return null;
  if (condition.orMissing)
    throw new InputError(
      `A manifest names rows where ${condition.feature} is missing apart from those with a value. Take "or missing" off the condition.`,
    );
  if (condition.type === 'is')
    return condition.values.length === 1
      ? condition.values[0]
      : condition.values;
  const { from, below, closed } = condition;
  // The last bin ends with the greatest number there is: in git it is open.
  return closed && from !== undefined
    ? { from }
    : {
        ...(from === undefined ? {} : { from }),
        ...(below === undefined ? {} : { below }),
      };
}
