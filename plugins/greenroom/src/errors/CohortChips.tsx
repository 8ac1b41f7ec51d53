import { Fragment } from 'react';
import type { Cohort } from '@greenroom/backstage-plugin-greenroom-common';
import { conditionWords } from './cohortWords';
import styles from './errors.module.css';

/** The conditions of a cohort, one a chip. */
export function CohortChips({ cohort }: { cohort: Cohort }) {
  if (cohort.length === 0) return <>all rows</>;
  return (
    <span className={styles.chips}>
      {cohort.map(conditionWords).map(words => (
        <Fragment key={words}>
          {/* The space parts them for who hears them. */}
          <span className={styles.chip}>{words}</span>{' '}
        </Fragment>
      ))}
    </span>
  );
}
