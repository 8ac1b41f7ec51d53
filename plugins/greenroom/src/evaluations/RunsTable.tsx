import type { Run } from '@greenroom/backstage-plugin-greenroom-common';
import { Figure } from '../components/Figure';
import { isRunning } from '../components/JobProgress';
import { metricName, metricUnit } from '../components/numbers';
import { StatusBadge } from '../components/StatusBadge';
import { When } from '../components/When';
import { ScrollRegion } from '../components/ScrollRegion';
import { RunMarks } from './RunMarks';
import { worstOutcome } from './runWords';
import styles from './evaluations.module.css';

/** One line a run; its name shows the run below. */
export function RunsTable(props: {
  runs: readonly Run[];
  selected: string;
  onSelect: (id: string) => void;
}) {
  const { runs, selected, onSelect } = props;
  return (
    <ScrollRegion name="Runs">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">evaluation</th>
            <th scope="col">model</th>
            <th scope="col">data</th>
            <th scope="col">state</th>
            <th scope="col" className={styles.number}>
              headline metric
            </th>
            <th scope="col">when</th>
          </tr>
        </thead>
        <tbody>
          {runs.map(run => {
            const [metric, figure] = Object.entries(run.metrics ?? {})[0] ?? [];
            const { job } = run;
            return (
              <tr key={run.id} data-selected={run.id === selected}>
                <th scope="row">
                  <button
                    type="button"
                    className={styles.open}
                    aria-pressed={run.id === selected}
                    onClick={() => onSelect(run.id)}
                  >
                    {run.evaluation}
                  </button>
                </th>
                <td>{run.modelSemver ?? run.modelVersionId.slice(0, 7)}</td>
                <td>
                  {run.datasetName}{' '}
                  {run.datasetSemver ?? run.datasetVersionId.slice(0, 7)},{' '}
                  {run.split}
                </td>
                <td>
                  <RunState run={run} />
                  {isRunning(job)
                    ? ` ${Math.round(job.progress * 100)} %`
                    : null}
                </td>
                <td className={styles.number}>
                  {metric !== undefined && figure ? (
                    <>
                      <span className={styles.muted}>{metricName(metric)}</span>{' '}
                      <Figure figure={figure} unit={metricUnit(metric)} brief />
                      <RunMarks run={run} />
                    </>
                  ) : (
                    <span className={styles.muted}>none yet</span>
                  )}
                </td>
                <td>
                  <When at={job.finishedAt ?? job.createdAt} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** What came of a run: its gates once it succeeded, else where its job stands. */
function RunState(props: { run: Run }) {
  const { job, gates = [] } = props.run;
  if (job.state !== 'succeeded')
    return <StatusBadge status={job.state} reason={job.error} />;
  if (gates.length === 0)
    return <StatusBadge status="succeeded">done, no gate</StatusBadge>;
  const outcome = worstOutcome(gates);
  return (
    <StatusBadge status={outcome}>
      {outcome === 'passed' ? 'gates passed' : `gate ${outcome}`}
    </StatusBadge>
  );
}
