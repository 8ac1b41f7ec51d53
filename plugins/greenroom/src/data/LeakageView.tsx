import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  AssetVersion,
  VersionLeakage,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { EmptyState } from '../components/EmptyState';
import { FromJob } from '../components/FromJob';
import { isRunning } from '../components/JobProgress';
import { count } from '../components/numbers';
import { Pager } from '../components/Pager';
import { Panel } from '../components/Panel';
import { ScrollRegion } from '../components/ScrollRegion';
import { readOffset, useAddress } from '../components/useAddress';
import { useAnswer } from '../components/useAnswer';
import { LeakPairs } from './LeakPairs';
import { LEAK_NAMES, leakageFinding } from './leakWords';
import { versionName } from './versionName';
import rowStyles from '../components/rows.module.css';
import styles from './data.module.css';

const PAGE_PAIRS = 20;

/** Rows that stand in two splits, so that a test would measure what was learnt by heart. */
export function LeakageView(props: {
  asset: AssetDetail;
  version: AssetVersion;
  versions: readonly AssetVersion[];
}) {
  const { asset, version, versions } = props;
  const api = useApi(greenroomApiRef);
  const [params, goTo] = useAddress();
  const offset = readOffset(params);
  const answer = useAnswer(
    () => api.getLeakage({ versionId: version.id, offset, limit: PAGE_PAIRS }),
    [api, version.id, offset],
    { keep: true, busy: ({ job }) => isRunning(job) },
  );
  const counts = answer.state === 'ready' ? answer.value.counts : undefined;
  return (
    <Panel
      title={counts ? leakageFinding(counts) : 'Rows that stand in two splits'}
      note={`${versionName(
        version,
      )}. A row that a model has seen in training says nothing in a test.`}
    >
      <Answered
        answer={answer}
        what="the leakage"
        still="Rows and changes can still be looked at."
        lines={8}
      >
        {leakage => (
          <>
            {leakage.remark ? (
              <p className={styles.remark}>{leakage.remark}</p>
            ) : null}
            <FromJob
              job={leakage.job}
              value={leakage.counts && leakage}
              what={`the leakage of ${versionName(version)}`}
              mayRetry={asset.allowed.includes('run')}
              onRetried={answer.refetch}
              lines={8}
            >
              {done => (
                <>
                  <Counts counts={done.counts ?? []} />
                  <Pairs
                    asset={asset}
                    version={version}
                    versions={versions}
                    leakage={done}
                    offset={offset}
                    onMove={to =>
                      goTo({
                        params: {
                          at: to === 0 ? undefined : String(to),
                          row: undefined,
                          rowOf: undefined,
                        },
                      })
                    }
                  />
                </>
              )}
            </FromJob>
          </>
        )}
      </Answered>
    </Panel>
  );
}

function Counts(props: { counts: NonNullable<VersionLeakage['counts']> }) {
  const { counts } = props;
  if (counts.length === 0) return null;
  return (
    <ScrollRegion name="Leakage by pair of splits">
      <table className={rowStyles.table}>
        <thead>
          <tr>
            <th scope="col">in</th>
            <th scope="col">and in</th>
            <th scope="col">how</th>
            <th scope="col" className={rowStyles.number}>
              rows
            </th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ kind, split, otherSplit, rows }) => (
            <tr key={`${kind} ${split} ${otherSplit}`}>
              <td>{split}</td>
              <td>{otherSplit}</td>
              <td>{LEAK_NAMES[kind]}</td>
              <td className={rowStyles.number}>{count(rows)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Pairs(props: {
  asset: AssetDetail;
  version: AssetVersion;
  versions: readonly AssetVersion[];
  leakage: VersionLeakage;
  offset: number;
  onMove: (offset: number) => void;
}) {
  const { asset, version, versions, leakage, offset, onMove } = props;
  if (leakage.hidden) {
    return (
      <EmptyState title="The rows themselves are hidden from you">
        The counts above are of all rows. Seeing rows takes the permission
        greenroom.rows.read. Ask whoever looks after permissions in this portal.
      </EmptyState>
    );
  }
  if (leakage.total === 0) {
    return (
      <EmptyState title="No row was found in two splits">
        Rows that are the same, or nearly so, in two splits would be listed here
        side by side.
      </EmptyState>
    );
  }
  return (
    <>
      <LeakPairs
        asset={asset}
        version={version}
        versions={versions}
        leaks={leakage.items}
        limit={PAGE_PAIRS}
        total={leakage.total}
      />
      <Pager
        offset={offset}
        limit={PAGE_PAIRS}
        total={leakage.total}
        what="pairs"
        onMove={onMove}
      />
    </>
  );
}
