import { useApi } from '@backstage/core-plugin-api';
import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { EmptyState } from '../components/EmptyState';
import { isRunning } from '../components/JobProgress';
import { useAnswer } from '../components/useAnswer';
import { useSelection } from '../components/useSelection';
import {
  comparable,
  isOfBoxes,
  newestFirst,
  runName,
} from '../evaluations/runWords';
import { ErrorsOfRun } from './ErrorsOfRun';
import styles from './errors.module.css';

/** Where a model goes wrong: slices, confusion, and the rows themselves. */
export function ErrorsTab(props: { asset: AssetDetail }) {
  const { asset } = props;
  const api = useApi(greenroomApiRef);
  const [selection, select] = useSelection();
  const answer = useAnswer(
    () => api.listRuns({ modelAssetId: asset.id }),
    [api, asset.id],
    {
      busy: list => list.items.some(run => isRunning(run.job)),
    },
  );
  return (
    <Answered answer={answer} what={`the runs of ${asset.name}`}>
      {({ items }) => {
        const runs = newestFirst(items).filter(
          run => run.job.state === 'succeeded',
        );
        const run = runs.find(each => each.id === selection.run) ?? runs[0];
        if (!run) {
          return (
            <EmptyState title="No finished run yet">
              This tab shows where {asset.title} goes wrong, once an evaluation
              has run. The Evaluations tab shows what is under way.
            </EmptyState>
          );
        }
        return (
          <div className={styles.tab}>
            <label className={styles.choice}>
              Errors of
              <select
                value={run.id}
                onChange={event => select({ run: event.target.value })}
              >
                {runs.map(each => (
                  <option key={each.id} value={each.id}>
                    {runName(each)}
                  </option>
                ))}
              </select>
            </label>
            {run.task ? (
              <EmptyState title={`Of ${run.task} no row is right or wrong`}>
                Its run, under Evaluations, has the metrics of the task, each
                with its interval.
              </EmptyState>
            ) : null}
            {isOfBoxes(run) ? (
              <EmptyState title="A detector is wrong about boxes, not about pictures">
                Its run, under Evaluations, has the average precision of each
                class; doubtful boxes stand under Labels of the data set.
              </EmptyState>
            ) : null}
            {isOfBoxes(run) || run.task ? null : (
              <ErrorsOfRun
                key={run.id}
                run={run}
                others={runs.filter(each => comparable(each, run))}
                model={asset}
                mayRun={asset.allowed.includes('run')}
              />
            )}
          </div>
        );
      }}
    </Answered>
  );
}
