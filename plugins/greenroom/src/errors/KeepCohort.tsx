import { useState } from 'react';
import { cohortEntryKey } from '@greenroom/backstage-plugin-greenroom-common';
import { CopyButton } from '../components/CopyButton';
import { Disclosure } from '../components/Disclosure';
import { bothCohorts, writeCohort } from './cohortText';
import { cohortName } from './cohortWords';
import { cohortYaml } from './cohortYaml';
import { DeclareForm } from './DeclareForm';
import type { ErrorScene } from './errorScene';
import styles from './errors.module.css';

/** Of `cohortEntrySchema`. */
const LONGEST_NAME = 200;

/** How the picked group becomes a cohort that the data set declares in git, so that everybody watches it. */
export function KeepCohort({ scene }: { scene: ErrorScene }) {
  const { selection, dataset, run } = scene;
  const where = bothCohorts(selection.where, selection.picked);
  const yaml = cohortYaml(where);
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
            A cohort stands among the cohorts of every run. Its name goes into{' '}
            {dataset.path} in {dataset.repository} by pull request.
          </p>
          {dataset.allowed.includes('propose') ? (
            <CohortForm
              key={`${run.id} ${writeCohort(where)}`}
              scene={scene}
              suggested={cohortName(where)}
            />
          ) : null}
          <Disclosure summary="The lines it adds">
            <pre className={styles.code}>{yaml}</pre>
            <CopyButton text={yaml}>Copy the cohort</CopyButton>
          </Disclosure>
        </>
      )}
    </Disclosure>
  );
}

function CohortForm(props: { scene: ErrorScene; suggested: string }) {
  const { scene, suggested } = props;
  const { selection, dataset, run } = scene;
  const [name, setName] = useState(suggested.slice(0, LONGEST_NAME));
  const [reason, setReason] = useState('');
  const said = name.trim();
  return (
    <DeclareForm
      name="Keep as a cohort"
      asset={dataset}
      entry={
        said === ''
          ? undefined
          : {
              kind: 'cohort',
              key: cohortEntryKey(said),
              name: said,
              where: bothCohorts(selection.where, selection.picked),
              runId: run.id,
              reason: reason.trim() || undefined,
            }
      }
    >
      <label className={styles.field}>
        Name that people will know
        <input
          value={name}
          maxLength={LONGEST_NAME}
          onChange={event => setName(event.target.value)}
        />
      </label>
      <ReasonField reason={reason} onChange={setReason} />
    </DeclareForm>
  );
}

export function ReasonField(props: {
  reason: string;
  onChange: (reason: string) => void;
}) {
  return (
    <label className={styles.field}>
      Reason (optional)
      <input
        value={props.reason}
        maxLength={500}
        onChange={event => props.onChange(event.target.value)}
      />
    </label>
  );
}
