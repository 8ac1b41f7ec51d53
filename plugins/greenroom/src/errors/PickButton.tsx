import type { ReactNode } from 'react';
import type { Cohort } from '@greenroom/backstage-plugin-greenroom-common';
import { sameCohort } from './cohortText';
import type { ErrorScene } from './errorScene';
import styles from './errors.module.css';

/** Picks a group of rows, whose rows then stand below; pressed again, none. */
export function PickButton(props: {
  scene: ErrorScene;
  cohort: Cohort;
  children: ReactNode;
}) {
  const { scene, cohort, children } = props;
  const picked = isPicked(scene, cohort);
  return (
    <button
      type="button"
      className={styles.slice}
      aria-pressed={picked}
      onClick={() => scene.select({ picked: picked ? [] : cohort })}
    >
      {children}
    </button>
  );
}

/** Is this the group that was picked? All rows are picked where none is. */
export function isPicked({ selection }: ErrorScene, cohort: Cohort): boolean {
  return sameCohort(selection.picked, cohort);
}
