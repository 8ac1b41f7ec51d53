import type { Run } from '@greenroom/backstage-plugin-greenroom-common';
import { ConfusionMatrix } from '../components/ConfusionMatrix';
import { Figure } from '../components/Figure';
import { JobLines } from '../components/JobLines';
import { isRunning, JobProgress } from '../components/JobProgress';
import {
  count,
  metricName,
  metricUnit,
  plural,
  quantity,
} from '../components/numbers';
import { Panel } from '../components/Panel';
import { StatusBadge } from '../components/StatusBadge';
import { type CellPick, RunRows, useCellPick } from './RunRows';
import { RunMarks } from './RunMarks';
import { RunMeasures } from './RunMeasures';
import { ServedBy } from './ServedBy';
import { runName } from './runWords';
import styles from './evaluations.module.css';

/** "digit-reader gets 94.1 % right on 2,000 audited test rows". */
export function runFinding(run: Run): string {
  if (run.job.state !== 'succeeded') return runName(run);
  const boxes = run.metrics?.ap;
  if (boxes) {
    return `${
      run.modelName
    } finds boxes with an average precision of ${quantity(
      boxes.value,
      'percent',
    )} in ${plural(run.rows ?? 0, `${run.split} picture`)}`;
  }
  const accuracy = run.metrics?.accuracy;
  if (!accuracy) return taskFinding(run) ?? runName(run);
  const rows = run.rows ?? accuracy.n;
  const where = `${run.audited ? 'audited ' : ''}${run.split} rows`;
  return `${run.modelName} gets ${quantity(
    accuracy.value,
    'percent',
  )} right on ${rows === undefined ? where : `${count(rows)} ${where}`}`;
}

/** "heat-forecast on 500 test rows: mean absolute error 10.963". */
function taskFinding(run: Run): string | undefined {
  const [first] = Object.entries(run.metrics ?? {});
  if (!run.task || !first) return undefined;
  const [metric, { value }] = first;
  return `${run.modelName} on ${plural(
    run.rows ?? 0,
    `${run.split} row`,
  )}: ${metricName(metric)} ${quantity(value, metricUnit(metric))}`;
}

/** One run: its metrics with intervals, its gates, and which class it takes for which. */
export function RunDetail(props: {
  run: Run;
  mayRun: boolean;
  onRetried: () => void;
}) {
  const { run, mayRun, onRetried } = props;
  const [cell, pick]: CellPick = useCellPick();
  const gates = run.gates ?? [];
  return (
    <Panel
      title={runFinding(run)}
      note={
        <>
          {runName(run)}.{' '}
          {run.audited
            ? 'The labels of this split were audited by people: this is the figure that counts.'
            : 'The labels of this split were not audited, so label repairs can move this figure by themselves.'}
          {run.seconds === undefined
            ? ''
            : ` Took ${run.seconds.toFixed(1)} s.`}
        </>
      }
    >
      {run.job.state === 'succeeded' ? null : (
        <JobProgress
          job={run.job}
          what={runName(run)}
          mayRetry={mayRun}
          onRetried={onRetried}
        />
      )}
      <JobLines jobId={run.job.id} busy={isRunning(run.job)} />
      <RunMarks run={run} />
      {run.served ? <ServedBy served={run.served} /> : null}
      {run.metrics ? (
        <dl className={styles.metrics}>
          {Object.entries(run.metrics).map(([metric, figure]) => (
            <div key={metric}>
              <dt>{metricName(metric)}</dt>
              <dd>
                <Figure figure={figure} unit={metricUnit(metric)} />
              </dd>
            </div>
          ))}
          {run.onAudit ? (
            <div>
              <dt>accuracy on audited rows</dt>
              <dd>
                <Figure figure={run.onAudit.figure} />
              </dd>
            </div>
          ) : null}
        </dl>
      ) : null}
      {run.metrics ? <RunMeasures run={run} /> : null}
      {gates.length > 0 ? (
        <>
          <h3 className={styles.part}>Gates</h3>
          <ul className={styles.plain}>
            {gates.map(gate => (
              <li key={JSON.stringify(gate)}>
                <StatusBadge
                  status={gate.outcome ?? (gate.passed ? 'passed' : 'failed')}
                />{' '}
                {gate.reason}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {run.confusion ? (
        <>
          <h3 className={styles.part}>Which class it takes for which</h3>
          <ConfusionMatrix
            confusion={run.confusion}
            picked={cell}
            onPick={pick}
          />
          <RunRows run={run} cell={cell} onClear={() => pick(undefined)} />
        </>
      ) : null}
    </Panel>
  );
}
