import type { Cohort } from '@greenroom/backstage-plugin-greenroom-common';
import { conditionWords } from './cohortWords';
import styles from './errors.module.css';

/** The conditions of a cohort, one a chip. */
export function CohortChips({ cohort }: { cohort: Cohort }) {
  if (cohort.length === 0) return <>all rows</>;
  return (
    <span className={styles.chips}>
      {cohort.map(condition => {
        const words = conditionWords(condition);
        return (
          <span key={words} className={styles.chip}>
            {words}
          </span>
        );
      })}
    </span>
  );
}
