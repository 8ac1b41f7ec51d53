import type {
  Cohort,
  Condition,
} from '@greenroom/backstage-plugin-greenroom-common';
import { cohortName } from './cohortWords';

/**
 * A cohort as the manifest of a data set declares it; undefined where a manifest
 * can't say it: two things of one column, or a value that may be missing.
 */
export function cohortYaml(cohort: Cohort): string | undefined {
  const where = whereYaml(cohort);
  return (
    where &&
    `cohorts:
  - name: ${JSON.stringify(cohortName(cohort))}
    where: ${where}
`
  );
}

/** A bound on the accuracy of these rows as the manifest of a model declares it; undefined as above. */
export function gateYaml(
  cohort: Cohort,
  min: number,
  evaluation: string,
): string | undefined {
  const where = whereYaml(cohort);
  return (
    where &&
    `evaluations:
  - name: ${evaluation}
    gates:
      - { metric: accuracy, min: ${min}, where: ${where} }
`
  );
}

/** The conditions on one line; undefined as above. */
export function whereYaml(cohort: Cohort): string | undefined {
  const columns = cohort.map(({ feature }) => feature);
  const isPlain = cohort.every(
    each => each.type === 'missing' || !each.orMissing,
  );
  if (!isPlain || new Set(columns).size < columns.length) return undefined;
  return `{ ${cohort
    .map(
      condition =>
        `${JSON.stringify(condition.feature)}: ${conditionYaml(condition)}`,
    )
    .join(', ')} }`;
}

function conditionYaml(condition: Condition): string {
  switch (condition.type) {
    case 'is':
      return JSON.stringify(
        condition.values.length === 1 ? condition.values[0] : condition.values,
      );
    case 'range': {
      const { from, below, closed } = condition;
      // The last bin ends with the greatest number there is: in git it is open.
      const ends = closed && from !== undefined ? { from } : { from, below };
      return JSON.stringify(ends);
    }
    default:
      return 'null';
  }
}
