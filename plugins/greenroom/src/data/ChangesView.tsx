import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  AssetVersion,
  DataComparison,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { BarList } from '../components/BarList';
import { CommitLink } from '../components/CommitLink';
import { Delta } from '../components/Delta';
import { FromJob } from '../components/FromJob';
import { isRunning } from '../components/JobProgress';
import { count, plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { useAnswer } from '../components/useAnswer';
import { When } from '../components/When';
import { ChangedRows } from './ChangedRows';
import { changesFinding } from './changesFinding';
import { ReleaseLine } from './ReleaseLine';
import { Transitions } from './Transitions';
import { typeWord } from './typeWord';
import { useChangesFilter } from './useChangesFilter';
import { versionName } from './versionName';
import styles from './data.module.css';

/** What changed from one version to another; its pictures filter the rows beside them. */
export function ChangesView(props: {
  asset: AssetDetail;
  from: AssetVersion;
  to: AssetVersion;
}) {
  const { asset, from, to } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(
    () => api.compareVersions(from.id, to.id),
    [api, from.id, to.id],
    { busy: ({ job }) => isRunning(job) },
  );
  const comparison =
    answer.state === 'ready' ? answer.value.comparison : undefined;
  return (
    <Panel
      title={
        comparison
          ? changesFinding(comparison)
          : `What changed from ${versionName(from)} to ${versionName(to)}`
      }
      note={<Sides from={from} to={to} />}
    >
      <Answered
        answer={answer}
        what="the difference"
        still="Both versions can still be looked at by themselves."
        lines={8}
      >
        {({ job }) => (
          <FromJob
            job={job}
            value={comparison}
            what={`the difference of ${versionName(from)} and ${versionName(
              to,
            )}`}
            mayRetry={asset.allowed.includes('run')}
            onRetried={answer.refetch}
            lines={8}
          >
            {done => (
              <Comparison asset={asset} from={from} to={to} comparison={done} />
            )}
          </FromJob>
        )}
      </Answered>
    </Panel>
  );
}

function Sides(props: { from: AssetVersion; to: AssetVersion }) {
  const { from, to } = props;
  const ok =
    from.labelsOk && to.labelsOk
      ? to.labelsOk.value - from.labelsOk.value
      : undefined;
  return (
    <>
      {versionName(from)} → {versionName(to)}, by {to.commit.author},{' '}
      <CommitLink commit={to.commit} />, <When at={to.commit.date} />
      {ok === undefined ? null : (
        <>
          ; labels ok <Delta delta={ok} />
        </>
      )}
    </>
  );
}

function Comparison(props: {
  asset: AssetDetail;
  from: AssetVersion;
  to: AssetVersion;
  comparison: DataComparison;
}) {
  const { asset, from, to, comparison } = props;
  const { filter, setFilter } = useChangesFilter();
  const { rows, columns, labelTransitions } = comparison;
  const cells = Object.entries(comparison.cells)
    .filter(([, changed]) => changed > 0)
    .sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
  return (
    <>
      <p className={styles.totals}>
        <span>+{plural(rows.added, 'row')}</span>
        <span>−{plural(rows.removed, 'row')}</span>
        <span>~{count(rows.changed)} changed</span>
        <span className={styles.muted}>
          {count(rows.from)} → {count(rows.to)} rows
        </span>
      </p>
      {comparison.matchedBy === 'content' ? (
        <p className={styles.remark}>
          The data set declares no key, so rows are matched by what they hold: a
          changed row counts as one removed and one added. Declare{' '}
          <code>spec.key</code> in its manifest, and changes are shown cell by
          cell.
        </p>
      ) : null}
      <ColumnChanges columns={columns} />
      <ReleaseLine release={comparison.release} />
      <div className={styles.sides}>
        {labelTransitions.length > 0 || cells.length > 0 ? (
          <div className={styles.main}>
            {labelTransitions.length > 0 ? (
              <>
                <h3 className={styles.part}>Label transitions</h3>
                <Transitions
                  transitions={labelTransitions}
                  classes={asset.classes}
                  picked={filter.transition}
                  onPick={transition => setFilter({ ...filter, transition })}
                />
              </>
            ) : null}
            {cells.length > 0 ? (
              <>
                <h3 className={styles.part}>Changed cells by column</h3>
                <BarList
                  name="Changed cells by column; each filters the changed rows"
                  bars={cells.map(([column, changed]) => ({
                    id: column,
                    label: column,
                    count: changed,
                  }))}
                  picked={filter.column}
                  onPick={column => setFilter({ ...filter, column })}
                />
              </>
            ) : null}
          </div>
        ) : null}
        <ChangedRows
          asset={asset}
          from={from}
          to={to}
          comparison={comparison}
        />
      </div>
    </>
  );
}

function ColumnChanges(props: { columns: DataComparison['columns'] }) {
  const { added, removed, retyped } = props.columns;
  if (added.length + removed.length + retyped.length === 0) return null;
  return (
    <ul className={styles.totals} aria-label="Changed columns">
      {added.length > 0 ? <li>columns added: {added.join(', ')}</li> : null}
      {removed.length > 0 ? (
        <li>columns removed: {removed.join(', ')}</li>
      ) : null}
      {retyped.map(({ name, from, to }) => (
        <li key={name}>
          type of {name} changed: {typeWord(from)} → {typeWord(to)}
        </li>
      ))}
    </ul>
  );
}
