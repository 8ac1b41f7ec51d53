import { useState } from 'react';
import { collectEntryKey } from '@greenroom/backstage-plugin-greenroom-common';
import { Disclosure } from '../components/Disclosure';
import { bothCohorts, writeCohort } from './cohortText';
import { cohortName } from './cohortWords';
import { whereYaml } from './cohortYaml';
import { DeclareForm } from './DeclareForm';
import type { ErrorScene } from './errorScene';
import { ReasonField } from './KeepCohort';
import styles from './errors.module.css';

/** Of `collectEntrySchema`. */
const LONGEST_NAME = 200;

/** How the data set's manifest asks for more rows like the picked ones, until there are enough. */
export function CollectRows({ scene }: { scene: ErrorScene }) {
  const { selection, dataset, run } = scene;
  const where = bothCohorts(selection.where, selection.picked);
  if (whereYaml(where) === undefined || !dataset.allowed.includes('propose'))
    return null;
  return (
    <Disclosure summary="Ask for more rows like these">
      <p>
        The request goes into {dataset.path} in {dataset.repository} by pull
        request, and stands on the overview of {dataset.title} until so many
        rows are there. Rows of the split that the model is trained on count,
        those that are there already too; never of {run.split}.
      </p>
      <RequestForm key={`${run.id} ${writeCohort(where)}`} scene={scene} />
    </Disclosure>
  );
}

function RequestForm({ scene }: { scene: ErrorScene }) {
  const { selection, dataset, run } = scene;
  const where = bothCohorts(selection.where, selection.picked);
  const [name, setName] = useState(cohortName(where).slice(0, LONGEST_NAME));
  const [rows, setRows] = useState('');
  const [reason, setReason] = useState('');
  const said = name.trim();
  const wanted = Number(rows);
  const isWhole = rows.trim() !== '' && Number.isInteger(wanted) && wanted > 0;
  return (
    <DeclareForm
      name="Ask for more rows like these"
      asset={dataset}
      entry={
        said === '' || !isWhole
          ? undefined
          : {
              kind: 'collect',
              key: collectEntryKey(said),
              name: said,
              rows: wanted,
              where,
              runId: run.id,
              reason: reason.trim() || undefined,
            }
      }
    >
      <label className={styles.field}>
        Name of the request
        <input
          value={name}
          maxLength={LONGEST_NAME}
          onChange={event => setName(event.target.value)}
        />
      </label>
      <label className={styles.field}>
        Rows wanted in all
        <input
          inputMode="numeric"
          value={rows}
          onChange={event => setRows(event.target.value)}
        />
      </label>
      <ReasonField reason={reason} onChange={setReason} />
    </DeclareForm>
  );
}
