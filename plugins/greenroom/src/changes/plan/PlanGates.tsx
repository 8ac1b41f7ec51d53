import type { Plan } from '@greenroom/backstage-plugin-greenroom-common';
import { EmptyState } from '../../components/EmptyState';
import { Panel } from '../../components/Panel';
import { plural } from '../../components/numbers';
import { StatusBadge } from '../../components/StatusBadge';
import styles from './plan.module.css';

const WEIGHTS = {
  failed: { word: 'decides', tone: 'bad' },
  warned: { word: 'look at it', tone: 'warning' },
  noted: { word: 'to know', tone: 'neutral' },
} as const;

/** The verdict of each gate, and why the plan comes to what it does. */
export function PlanGates(props: { plan: Plan }) {
  const { gates, reasons } = props.plan;
  const failed = gates.filter(({ passed }) => !passed).length;
  return (
    <Panel title={titleOf(gates.length, failed)}>
      {gates.length > 0 ? (
        <ul className={styles.plain} aria-label="Gates">
          {gates.map(gate => {
            const outcome = gate.outcome ?? (gate.passed ? 'passed' : 'failed');
            return (
              <li
                key={JSON.stringify([gate.model, gate.evaluation, gate.reason])}
              >
                <StatusBadge status={outcome} />
                <span>
                  {gate.model}, {gate.evaluation}: {gate.reason}
                  {gate.before && gate.before !== outcome ? (
                    <span className={styles.muted}>
                      {' '}
                      (before it was {gate.before})
                    </span>
                  ) : null}
                </span>
              </li>
            );
          })}
        </ul>
      ) : (
        <EmptyState title="No gate is measured anew">
          Gates of evaluations on rows that change would decide here. Declare
          one under spec.evaluations of a model.
        </EmptyState>
      )}
      {reasons.length > 0 ? (
        <>
          <h3 className={styles.part}>Why</h3>
          <ul className={styles.plain} aria-label="Why">
            {reasons.map(({ weight, asset, text }) => (
              <li key={`${weight} ${asset} ${text}`}>
                <StatusBadge status={weight} tone={WEIGHTS[weight].tone}>
                  {WEIGHTS[weight].word}
                </StatusBadge>
                <span>{text}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Panel>
  );
}

function titleOf(gates: number, failed: number): string {
  if (gates === 0) return 'No gate judges this change';
  return failed === 0
    ? `${plural(gates, 'gate')} would pass`
    : `${failed} of ${plural(gates, 'gate')} would fail`;
}
