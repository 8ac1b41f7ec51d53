import { CopyButton } from '../components/CopyButton';
import { Disclosure } from '../components/Disclosure';
import { bothCohorts } from './cohortText';
import { cohortYaml } from './cohortYaml';
import type { ErrorScene } from './errorScene';
import styles from './errors.module.css';

/** How the picked group becomes a cohort that the data set declares in git, so that everybody watches it. */
export function KeepCohort({ scene }: { scene: ErrorScene }) {
  const { selection, dataset } = scene;
  const yaml = cohortYaml(bothCohorts(selection.where, selection.picked));
  return (
    <Disclosure summary="Keep as a cohort">
      {yaml === undefined ? (
        <p>
          A manifest says one thing of each column, and whether it is missing
          apart from its values. Use the group as filter and make its conditions
          plainer.
        </p>
      ) : (
        <>
          <p>
            Add this to the spec of {dataset.path} in {dataset.repository}, and
            give it a name that people will know. It then stands among the
            cohorts of every run.
          </p>
          <pre className={styles.code}>{yaml}</pre>
          <CopyButton text={yaml}>Copy the cohort</CopyButton>
        </>
      )}
    </Disclosure>
  );
}
