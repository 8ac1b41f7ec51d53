import { type FormEvent, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type {
  AssetDetail,
  PlannedRun,
  RunPlan,
  RunPlanQuery,
  VersionChoice,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { Failure } from '../components/Failure';
import { isRunning } from '../components/JobProgress';
import { count, plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { useAnswer } from '../components/useAnswer';
import { When } from '../components/When';
import styles from './evaluations.module.css';

/** Asks for runs of a chosen version of the model on a chosen version of the data. */
export function AskForRuns(props: {
  asset: AssetDetail;
  /** What is left out is the newest. */
  chosen: RunPlanQuery;
  onChoose: (chosen: RunPlanQuery) => void;
  /** Shows a run that is there. */
  onOpen: (runId: string) => void;
  /** They were asked for; the first of them. */
  onAsked: (runId: string) => void;
}) {
  const { asset, chosen, ...on } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(
    () => api.planRuns(asset.id, chosen),
    [api, asset.id, chosen.modelVersionId, chosen.datasetVersionId],
    { keep: true },
  );
  return (
    <Panel
      title="Ask for a run"
      note="The same model on the same data is measured once: what was asked before is opened, not run again."
    >
      <Answered answer={answer} what="what can be run">
        {plan => <RunForm asset={asset} plan={plan} {...on} />}
      </Answered>
    </Panel>
  );
}

function RunForm(props: {
  asset: AssetDetail;
  plan: RunPlan;
  onChoose: (chosen: RunPlanQuery) => void;
  onOpen: (runId: string) => void;
  onAsked: (runId: string) => void;
}) {
  const { asset, plan, onChoose, onOpen, onAsked } = props;
  const { modelVersionId, datasetVersionId } = plan;
  const api = useApi(greenroomApiRef);
  const [only, setOnly] = useState<string>();
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<Error>();
  if (modelVersionId === undefined || datasetVersionId === undefined) {
    return (
      <p>
        {modelVersionId === undefined
          ? `No version of ${asset.name} was read yet.`
          : `No data that the evaluations of ${asset.name} name is here.`}
      </p>
    );
  }
  const items = plan.items.filter(
    ({ evaluation }) => only === undefined || evaluation === only,
  );
  const begun = items.filter(
    item => item.plan === 'new' || item.plan === 'again',
  );
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    if (asking || begun.length === 0) return;
    setAsking(true);
    setRefused(undefined);
    try {
      const { items: runs } = await api.askForRuns(asset.id, {
        modelVersionId,
        datasetVersionId,
        evaluation: only,
      });
      onAsked(runs[0].id);
    } catch (error) {
      setRefused(error instanceof Error ? error : new Error(String(error)));
    }
    setAsking(false);
  };
  return (
    <form className={styles.ask} onSubmit={ask} aria-label="Ask for a run">
      <label className={styles.choice}>
        Model version
        <select
          value={modelVersionId}
          onChange={event =>
            onChoose({ modelVersionId: event.target.value, datasetVersionId })
          }
        >
          <Choices versions={plan.modelVersions} />
        </select>
      </label>
      <label className={styles.choice}>
        on data
        <select
          value={datasetVersionId}
          onChange={event => {
            // Other data may have other evaluations.
            setOnly(undefined);
            onChoose({ modelVersionId, datasetVersionId: event.target.value });
          }}
        >
          {plan.datasets.map(({ assetId, name, versions }) => (
            <optgroup key={assetId} label={name}>
              <Choices versions={versions} />
            </optgroup>
          ))}
        </select>
      </label>
      {plan.items.length > 1 ? (
        <label className={styles.choice}>
          by
          <select
            value={only ?? ''}
            onChange={event => setOnly(event.target.value || undefined)}
          >
            <option value="">all its evaluations</option>
            {plan.items.map(({ evaluation }) => (
              <option key={evaluation}>{evaluation}</option>
            ))}
          </select>
        </label>
      ) : null}
      <ul className={styles.plain} aria-label="What would be run">
        {items.map(item => (
          <li key={item.evaluation}>
            <Planned item={item} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {refused ? (
        <Failure
          what="Nothing was begun."
          error={refused}
          still="The runs that are there are untouched."
        />
      ) : null}
      <div>
        <Button
          type="submit"
          size="small"
          isDisabled={asking || begun.length === 0}
        >
          {begun.length === 0
            ? 'Nothing to run'
            : `Run ${plural(begun.length, 'evaluation')}`}
        </Button>
      </div>
    </form>
  );
}

function Choices(props: { versions: readonly VersionChoice[] }) {
  return props.versions.map(({ id, semver, commit, subject }) => (
    <option key={id} value={id}>
      {semver ? `${semver}, ` : ''}
      {commit.slice(0, 7)}: {subject}
    </option>
  ));
}

function Planned(props: { item: PlannedRun; onOpen: (id: string) => void }) {
  const { item, onOpen } = props;
  const rows =
    item.rows === undefined
      ? `${item.split} rows`
      : `${count(item.rows)} ${item.split} ${item.rows === 1 ? 'row' : 'rows'}`;
  const what = `${item.evaluation}, ${rows}:`;
  switch (item.plan) {
    case 'new':
      return <>{what} is run for the first time.</>;
    case 'refused':
      return (
        <>
          {what} cannot be run. {item.reason}
        </>
      );
    case 'again':
      return (
        <>
          {what} is run again. {item.reason}
        </>
      );
    case 'known':
    default:
      return (
        <>
          {what}{' '}
          {isRunning(item.job) ? (
            'is under way'
          ) : (
            <>
              was run <When at={item.job.finishedAt ?? item.job.createdAt} />
            </>
          )}
          :{' '}
          <button
            type="button"
            className={styles.open}
            aria-label={`Open ${item.evaluation}`}
            onClick={() => onOpen(item.runId)}
          >
            open it
          </button>
        </>
      );
  }
}
