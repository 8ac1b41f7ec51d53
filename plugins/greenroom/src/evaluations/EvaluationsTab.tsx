import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type {
  AssetDetail,
  EvaluationSchedule,
  Run,
  RunPlanQuery,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { EmptyState } from '../components/EmptyState';
import { isRunning } from '../components/JobProgress';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { useAnswer } from '../components/useAnswer';
import { useSelection } from '../components/useSelection';
import { AskForRuns } from './AskForRuns';
import { Retrainings } from './Retrainings';
import { RunDetail } from './RunDetail';
import { RunGrid } from './RunGrid';
import { gridOfRuns } from './gridOfRuns';
import { RunsCompared } from './RunsCompared';
import { Schedules } from './Schedules';
import { RunsTable } from './RunsTable';
import {
  comparable,
  hasShares,
  newestFirst,
  runName,
  worstOutcome,
} from './runWords';
import { WhyMoved } from './WhyMoved';
import styles from './evaluations.module.css';

/** Every run of a model's evaluations, live; one in full, or two against one another. */
export function EvaluationsTab(props: { asset: AssetDetail }) {
  const { asset } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(
    () => api.listRuns({ modelAssetId: asset.id }),
    [api, asset.id],
    {
      busy: list => list.items.some(run => isRunning(run.job)),
    },
  );
  return (
    <div className={styles.tab}>
      <Retrainings asset={asset} />
      <Answered answer={answer} what={`the runs of ${asset.name}`}>
        {({ items, schedules = [] }) =>
          items.length === 0 ? (
            <EmptyState title={`${asset.title} has not been evaluated`}>
              This tab shows its metrics, each with its interval, and what
              changed from run to run. Declare evaluations in the manifest; they
              run by themselves after each sync.
            </EmptyState>
          ) : (
            <Runs
              asset={asset}
              runs={newestFirst(items)}
              schedules={schedules}
              onRetried={answer.refetch}
            />
          )
        }
      </Answered>
    </div>
  );
}

function runsFinding(runs: readonly Run[]): string {
  const running = runs.filter(run => isRunning(run.job)).length;
  const ended = (wanted: 'failed' | 'refused') =>
    runs.filter(({ gates = [] }) => worstOutcome(gates) === wanted).length;
  const [failed, refused] = [ended('failed'), ended('refused')];
  return [
    plural(runs.length, 'run'),
    running > 0 ? `${running} under way` : '',
    failed > 0 ? `${failed} below a gate` : 'none below a gate',
    refused > 0 ? `${refused} with a gate that its rows cannot tell` : '',
  ]
    .filter(part => part !== '')
    .join(', ');
}

function Runs(props: {
  asset: AssetDetail;
  runs: readonly Run[];
  schedules: readonly EvaluationSchedule[];
  onRetried: () => void;
}) {
  const { asset, runs, schedules, onRetried } = props;
  const mayRun = asset.allowed.includes('run');
  const [selection, select] = useSelection();
  const [asked, setAsked] = useState<RunPlanQuery>();
  const show = (id: string) => {
    setAsked(undefined);
    select({ run: id, fromRun: undefined });
  };
  const run = runs.find(each => each.id === selection.run) ?? runs[0];
  const others = runs.filter(each => comparable(run, each));
  const from = others.find(each => each.id === selection.fromRun);
  const grid = gridOfRuns(runs, run);
  return (
    <div className={styles.tab}>
      <Panel
        title={runsFinding(runs)}
        actions={
          mayRun ? (
            <Button
              size="small"
              variant="secondary"
              aria-expanded={asked !== undefined}
              onPress={() => setAsked(asked ? undefined : {})}
            >
              {asked ? 'Close' : 'Ask for a run'}
            </Button>
          ) : null
        }
      >
        <Schedules schedules={schedules} />
        <RunsTable runs={runs} selected={run.id} onSelect={show} />
        {grid ? (
          <RunGrid
            grid={grid}
            picked={run.id}
            pickedFrom={from?.id}
            onPick={(id, fromRun) => select({ run: id, fromRun })}
            onAsk={mayRun ? setAsked : undefined}
          />
        ) : null}
      </Panel>
      {asked ? (
        <AskForRuns
          asset={asset}
          chosen={asked}
          onChoose={setAsked}
          onOpen={show}
          onAsked={id => {
            show(id);
            onRetried();
          }}
        />
      ) : null}
      {others.length > 0 ? (
        <label className={styles.choice}>
          Compare {runName(run)} with
          <select
            value={from?.id ?? ''}
            onChange={event =>
              select({ run: run.id, fromRun: event.target.value || undefined })
            }
          >
            <option value="">no other run</option>
            {others.map(each => (
              <option key={each.id} value={each.id}>
                {runName(each)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {from ? (
        <>
          {from.evaluation === run.evaluation && hasShares(run) ? (
            <WhyMoved fromId={from.id} toId={run.id} mayRun={mayRun} />
          ) : null}
          {run.task === undefined ? (
            <RunsCompared fromId={from.id} toId={run.id} mayRun={mayRun} />
          ) : null}
        </>
      ) : (
        <RunDetail run={run} mayRun={mayRun} onRetried={onRetried} />
      )}
    </div>
  );
}
