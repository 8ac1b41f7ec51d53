import { useApi } from '@backstage/core-plugin-api';
import type { ComputeHealth } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { StatusBadge } from '../components/StatusBadge';
import { useAnswer } from '../components/useAnswer';
import styles from './health.module.css';

const PLACES: Record<string, string> = {
  local: 'processes beside the backend',
  kubernetes: 'jobs of a Kubernetes cluster',
};

/** "2 of 7 promises about computations are not kept here". */
export function healthFinding({ guarantees }: ComputeHealth): string {
  const missing = guarantees.filter(({ held }) => !held).length;
  return missing === 0
    ? 'Every promise about computations is kept'
    : `${missing} of ${plural(
        guarantees.length,
        'promise',
      )} about computations ${missing === 1 ? 'is' : 'are'} not kept here`;
}

/** What is promised of code that reads strangers' files, and what is missing of it here. */
export function HealthTab() {
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(() => api.getComputeHealth(), [api]);
  return (
    <Answered answer={answer} what="what is promised of computations">
      {health => (
        <Panel
          title={healthFinding(health)}
          note={`Strangers' tables and models are read in ${
            PLACES[health.executor] ?? health.executor
          }.`}
        >
          <ul className={styles.guarantees}>
            {health.guarantees.map(({ name, held, text, remedy }) => (
              <li key={name}>
                <StatusBadge status={held ? 'passed' : 'failed'}>
                  {name}: {held ? 'kept' : 'not kept'}
                </StatusBadge>
                <p>{text}</p>
                {remedy ? <p className={styles.remedy}>{remedy}</p> : null}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Answered>
  );
}
