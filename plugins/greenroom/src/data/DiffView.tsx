import { useSearchParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type {
  AssetDetail,
  AssetVersion,
  DataDiff,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { BarList } from '../components/BarList';
import { CommitLink } from '../components/CommitLink';
import { Delta } from '../components/Delta';
import { count, plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { useAnswer } from '../components/useAnswer';
import { When } from '../components/When';
import { ChangedRows } from './ChangedRows';
import { diffFinding } from './diffFinding';
import { versionName } from './versionName';
import styles from './data.module.css';

/** What changed from one version to another; a bar filters the rows beside it. */
export function DiffView(props: {
  asset: AssetDetail;
  from: AssetVersion;
  to: AssetVersion;
}) {
  const { asset, from, to } = props;
  const pictures =
    asset.allowed.includes('readRows') &&
    asset.columns?.some(column => column.role === 'image') === true;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(
    () => api.getDiff(from.id, to.id),
    [api, from.id, to.id],
  );
  const { commit } = to;
  const ok =
    from.labelsOk && to.labelsOk
      ? to.labelsOk.value - from.labelsOk.value
      : undefined;
  return (
    <Panel
      title={
        answer.state === 'ready'
          ? diffFinding(answer.value)
          : 'Comparing two versions'
      }
      note={
        <>
          {versionName(from)} → {versionName(to)}, by {commit.author},{' '}
          <CommitLink commit={commit} />, <When at={commit.date} />
          {ok === undefined ? null : (
            <>
              ; labels ok <Delta delta={ok} />
            </>
          )}
        </>
      }
    >
      <Answered
        answer={answer}
        what="the difference"
        still="Both versions can still be looked at by themselves."
      >
        {diff => <Diff diff={diff} to={to} pictures={pictures} />}
      </Answered>
    </Panel>
  );
}

function Diff(props: { diff: DataDiff; to: AssetVersion; pictures: boolean }) {
  const { diff, to, pictures } = props;
  const [params, setParams] = useSearchParams();
  const was = params.get('was');
  const now = params.get('now');
  const picked = diff.labelTransitions.findIndex(
    ({ from, to: label }) => from === was && label === now,
  );
  const transition = picked === -1 ? undefined : diff.labelTransitions[picked];
  const pick = (id: string | undefined) =>
    setParams(before => {
      const after = new URLSearchParams(before);
      const next =
        id === undefined ? undefined : diff.labelTransitions[Number(id)];
      after.delete('was');
      after.delete('now');
      if (next) {
        after.set('was', next.from);
        after.set('now', next.to);
      }
      return after;
    });
  const { rows, columns } = diff;
  const cells = Object.entries(diff.cells).filter(([, changed]) => changed > 0);
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
      <ColumnChanges columns={columns} />
      <div className={styles.sides}>
        {diff.labelTransitions.length > 0 || cells.length > 0 ? (
          <div>
            {diff.labelTransitions.length > 0 ? (
              <>
                <h3 className={styles.part}>Label transitions</h3>
                <BarList
                  name="Label transitions; each filters the changed rows"
                  bars={diff.labelTransitions.map((each, id) => ({
                    id: String(id),
                    label: `${each.from} → ${each.to}`,
                    count: each.count,
                  }))}
                  picked={picked === -1 ? undefined : String(picked)}
                  onPick={pick}
                />
              </>
            ) : null}
            {cells.length > 0 ? (
              <>
                <h3 className={styles.part}>Changed cells by column</h3>
                <BarList
                  name="Changed cells by column"
                  bars={cells.map(([column, changed]) => ({
                    id: column,
                    label: column,
                    count: changed,
                  }))}
                />
              </>
            ) : null}
          </div>
        ) : null}
        <div className={styles.main}>
          <div className={styles.bar}>
            <h3 className={styles.part}>
              {transition
                ? `Rows relabelled ${transition.from} → ${transition.to}`
                : 'Changed rows'}
            </h3>
            {transition ? (
              <Button
                size="small"
                variant="secondary"
                onPress={() => pick(undefined)}
              >
                Show all
              </Button>
            ) : null}
          </div>
          <ChangedRows
            diff={diff}
            version={to}
            pictures={pictures}
            transition={transition}
          />
        </div>
      </div>
    </>
  );
}

function ColumnChanges(props: { columns: DataDiff['columns'] }) {
  const { added, removed, retyped } = props.columns;
  const parts = [
    added.length > 0 ? `columns added: ${added.join(', ')}` : '',
    removed.length > 0 ? `columns removed: ${removed.join(', ')}` : '',
    retyped.length > 0 ? `type changed: ${retyped.join(', ')}` : '',
  ].filter(part => part !== '');
  return parts.length > 0 ? (
    <p className={styles.totals}>{parts.join('; ')}</p>
  ) : null;
}
