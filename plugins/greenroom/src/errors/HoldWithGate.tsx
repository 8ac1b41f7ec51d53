import { useState } from 'react';
import {
  type ErrorAnswerTo,
  gateEntryKey,
} from '@greenroom/backstage-plugin-greenroom-common';
import { CopyButton } from '../components/CopyButton';
import { Disclosure } from '../components/Disclosure';
import { quantity } from '../components/numbers';
import { bothCohorts, writeCohort } from './cohortText';
import { gateYaml } from './cohortYaml';
import { DeclareForm } from './DeclareForm';
import type { ErrorScene } from './errorScene';
import { ReasonField } from './KeepCohort';
import styles from './errors.module.css';

type Told = ErrorAnswerTo<'cohorts'>['cohorts'][number];

/** How the picked group becomes a bound that every later version of the model must hold. */
export function HoldWithGate(props: { scene: ErrorScene; group: Told }) {
  const { scene, group } = props;
  const { selection, model, run } = scene;
  const where = bothCohorts(selection.where, selection.picked);
  const [percent, setPercent] = useState(wholePercent(group.accuracy.value));
  const min = Number(percent) / 100;
  const isBound = percent.trim() !== '' && min >= 0 && min <= 1;
  const yaml = gateYaml(where, isBound ? min : 0, run.evaluation);
  if (yaml === undefined) return null;
  return (
    <Disclosure summary="Hold it with a gate">
      <p>
        A gate stops a version of {run.modelName} that is right about fewer of
        these rows. It goes into the manifest of {run.modelName} by pull
        request. A bound that {group.rows} rows could not show is refused.
      </p>
      {model.allowed.includes('propose') ? (
        <GateForm
          key={`${run.id} ${writeCohort(where)}`}
          scene={scene}
          percent={percent}
          onPercent={setPercent}
          min={isBound ? min : undefined}
          now={quantity(group.accuracy.value, 'percent')}
        />
      ) : null}
      <Disclosure summary="The lines it adds">
        <pre className={styles.code}>{yaml}</pre>
        <CopyButton text={yaml}>Copy the gate</CopyButton>
      </Disclosure>
    </Disclosure>
  );
}

function GateForm(props: {
  scene: ErrorScene;
  percent: string;
  onPercent: (percent: string) => void;
  min: number | undefined;
  now: string;
}) {
  const { scene, percent, onPercent, min, now } = props;
  const { selection, model, run } = scene;
  const [reason, setReason] = useState('');
  const held = {
    evaluation: run.evaluation,
    where: bothCohorts(selection.where, selection.picked),
  };
  return (
    <DeclareForm
      name="Hold it with a gate"
      asset={model}
      entry={
        min === undefined
          ? undefined
          : {
              kind: 'gate',
              key: gateEntryKey(held),
              ...held,
              min,
              runId: run.id,
              reason: reason.trim() || undefined,
            }
      }
    >
      <label className={styles.field}>
        Accuracy at least, in per cent (now {now})
        <input
          inputMode="decimal"
          value={percent}
          onChange={event => onPercent(event.target.value)}
        />
      </label>
      <ReasonField reason={reason} onChange={setReason} />
    </DeclareForm>
  );
}

/** What it is now, rounded down: a gate that would fail at once helps nobody. */
function wholePercent(share: number): string {
  return String(Math.floor(share * 100));
}
