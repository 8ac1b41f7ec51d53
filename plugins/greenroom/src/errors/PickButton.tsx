import type { ReactNode } from 'react';
import type { Cohort } from '@greenroom/backstage-plugin-greenroom-common';
import { sameCohort } from './cohortText';
import type { ErrorScene } from './errorScene';
import type { ErrorSelection } from './useErrorSelection';
import styles from './errors.module.css';

/** Picks a group of rows, whose rows then stand below; pressed again, none. */
export function PickButton(props: {
  scene: ErrorScene;
  cohort: Cohort;
  /** Which of its rows are listed then; as before where nothing is said. */
  rows?: ErrorSelection['rows'];
  children: ReactNode;
}) {
  const { scene, cohort, rows, children } = props;
  const picked = isPicked(scene, cohort);
  return (
    <button
      type="button"
      className={styles.slice}
      aria-pressed={picked}
      onClick={() =>
        scene.select({
          picked: picked ? [] : cohort,
          ...(rows ? { rows: picked ? 'wrong' : rows } : {}),
        })
      }
    >
      {children}
    </button>
  );
}

/** Is this the group that was picked? All rows are picked where none is. */
export function isPicked({ selection }: ErrorScene, cohort: Cohort): boolean {
  return sameCohort(selection.picked, cohort);
}
