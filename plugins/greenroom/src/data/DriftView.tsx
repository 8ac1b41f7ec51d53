import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  AssetVersion,
  ColumnDrift,
  DriftAgainst,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { EmptyState } from '../components/EmptyState';
import { FromJob } from '../components/FromJob';
import { isRunning } from '../components/JobProgress';
import { Pager } from '../components/Pager';
import { Panel } from '../components/Panel';
import { useAnswer } from '../components/useAnswer';
import { DriftCard } from './DriftCard';
import { byEffect, driftFinding } from './driftWords';
import { type AgainstKind, useDriftAgainst } from './useDriftAgainst';
import { briefName, versionName } from './versionName';
import styles from './data.module.css';

const PAGE_COLUMNS = 24;

const KIND_NAMES: Readonly<Record<AgainstKind, string>> = {
  version: 'another version',
  split: 'two splits',
  reference: 'the declared reference',
};

/** How the distribution of each column moved, what moved most first. */
export function DriftView(props: {
  asset: AssetDetail;
  version: AssetVersion;
  /** The version to compare with, where there is another. */
  from?: AssetVersion;
  others: readonly AssetVersion[];
}) {
  const { asset, version, from, others } = props;
  const api = useApi(greenroomApiRef);
  const choice = useDriftAgainst(version, from);
  const { against } = choice;
  const question = JSON.stringify([version.id, against]);
  const answer = useAnswer(
    () => api.getDrift(version.id, against),
    [api, question],
    { busy: ({ job }) => isRunning(job) },
  );
  const columns = answer.state === 'ready' ? answer.value.columns : undefined;
  const names = sideNames(against, version, from);
  return (
    <Panel
      title={columns ? driftFinding(columns) : 'How distributions moved'}
      note={`${names.from} → ${names.to}. A column moved where the effect is at least small and chance does not explain it; many rows alone make no finding.`}
    >
      <AgainstChoice choice={choice} from={from} others={others} />
      <Answered
        answer={answer}
        what="the drift"
        still="Rows and changes can still be looked at."
        lines={8}
      >
        {({ job, remark, masked }) => (
          <>
            {remark ? <p className={styles.remark}>{remark}</p> : null}
            {masked.length > 0 ? (
              <p className={styles.muted}>
                Hidden from you as personal data: {masked.join(', ')}.
              </p>
            ) : null}
            <FromJob
              job={job}
              value={job.state === 'succeeded' ? columns ?? [] : columns}
              what={`the drift of ${versionName(version)}`}
              mayRetry={asset.allowed.includes('run')}
              onRetried={answer.refetch}
              lines={8}
            >
              {done => (
                <Multiples key={question} columns={done} names={names} />
              )}
            </FromJob>
          </>
        )}
      </Answered>
    </Panel>
  );
}

function sideNames(
  against: DriftAgainst,
  version: AssetVersion,
  from: AssetVersion | undefined,
) {
  if (against.kind === 'split') return { from: against.from, to: against.to };
  return {
    from:
      against.kind === 'version' && from ? briefName(from) : 'the reference',
    to: briefName(version),
  };
}

function AgainstChoice(props: {
  choice: ReturnType<typeof useDriftAgainst>;
  from?: AssetVersion;
  others: readonly AssetVersion[];
}) {
  const { choice, from, others } = props;
  const { against, kinds, splits } = choice;
  return (
    <div className={styles.filters}>
      <Choice
        name="compare with"
        value={against.kind}
        options={kinds.map(kind => [kind, KIND_NAMES[kind]])}
        onChange={value =>
          choice.setKind(kinds.find(kind => kind === value) ?? against.kind)
        }
      />
      {against.kind === 'version' && from ? (
        <Choice
          name="version"
          value={from.id}
          options={others.map(each => [each.id, versionName(each)])}
          onChange={choice.setVersion}
        />
      ) : null}
      {against.kind === 'split' ? (
        <>
          <Choice
            name="from"
            value={against.from}
            options={splits.map(split => [split, split])}
            onChange={split => choice.setSplits(split, against.to)}
          />
          <Choice
            name="to"
            value={against.to}
            options={splits
              .filter(split => split !== against.from)
              .map(split => [split, split])}
            onChange={split => choice.setSplits(against.from, split)}
          />
        </>
      ) : null}
    </div>
  );
}

function Choice(props: {
  name: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}) {
  const { name, value, options, onChange } = props;
  return (
    <label className={styles.choice}>
      {name}
      <select value={value} onChange={event => onChange(event.target.value)}>
        {options.map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function Multiples(props: {
  columns: readonly ColumnDrift[];
  names: { from: string; to: string };
}) {
  const { columns, names } = props;
  const [offset, setOffset] = useState(0);
  if (columns.length === 0) {
    return (
      <EmptyState title="There is nothing to compare">
        This shows how each column moved once both sides have rows and a column
        in common.
      </EmptyState>
    );
  }
  const sorted = byEffect(columns);
  return (
    <>
      <p className={styles.legend}>
        <span>
          <span className={styles.legendFrom} aria-hidden="true" /> outline:{' '}
          {names.from}
        </span>
        <span>
          <span className={styles.legendTo} aria-hidden="true" /> filled:{' '}
          {names.to}
        </span>
        <span className={styles.muted}>each as a share of its own rows</span>
      </p>
      <ul className={styles.cards} aria-label="Drift by column">
        {sorted.slice(offset, offset + PAGE_COLUMNS).map(column => (
          <li key={column.column}>
            <DriftCard drift={column} names={names} />
          </li>
        ))}
      </ul>
      {sorted.length > PAGE_COLUMNS ? (
        <Pager
          offset={offset}
          limit={PAGE_COLUMNS}
          total={sorted.length}
          what="columns"
          onMove={setOffset}
        />
      ) : null}
    </>
  );
}
