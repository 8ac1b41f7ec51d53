import { useMemo } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { LabelGroups } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { Answered } from '../../components/Answered';
import { EmptyState } from '../../components/EmptyState';
import { FromJob } from '../../components/FromJob';
import { isRunning } from '../../components/JobProgress';
import { count } from '../../components/numbers';
import { Pager } from '../../components/Pager';
import { Panel } from '../../components/Panel';
import { readOffset, useAddress } from '../../components/useAddress';
import { useAnswer } from '../../components/useAnswer';
import { briefName } from '../../data/versionName';
import { BasketBar } from '../decisions/BasketBar';
import { useDecisions } from '../decisions/useDecisions';
import type { LabelViewProps } from '../labelView';
import { RowsHidden } from '../RowsHidden';
import { hiddenNames, WhyNothing } from '../WhyNothing';
import { GroupList } from './GroupList';
import {
  GROUP_KINDS,
  type GroupKind,
  groupsFinding,
  readGroupKind,
} from './groupWords';
import styles from '../labels.module.css';

const PAGE_GROUPS = 10;
const KINDS = Object.keys(GROUP_KINDS) as GroupKind[];

const isFound = ({ job, total }: LabelGroups) =>
  job.state === 'succeeded' || total > 0;

/** Rows that are the same, or nearly, side by side; what is labelled differently stands out. */
export function DuplicatesView(props: LabelViewProps) {
  return props.asset.allowed.includes('readRows') ? (
    <Duplicates {...props} />
  ) : (
    <RowsHidden what="What is the same" />
  );
}

function Duplicates(props: LabelViewProps) {
  const { asset, version } = props;
  const api = useApi(greenroomApiRef);
  const [params, goTo] = useAddress();
  const kind = readGroupKind(params.get('kind'));
  const offset = readOffset(params);
  const answer = useAnswer(
    () =>
      api.getLabelGroups({
        versionId: version.id,
        kind,
        offset,
        limit: PAGE_GROUPS,
      }),
    [api, version.id, kind, offset],
    { keep: true, busy: ({ job }) => isRunning(job) },
  );
  const totals = useAnswer(
    () =>
      Promise.all(
        KINDS.map(async each => {
          const { total } = await api.getLabelGroups({
            versionId: version.id,
            kind: each,
            limit: 1,
          });
          return total;
        }),
      ),
    [api, version.id],
  );
  const groups = answer.state === 'ready' ? answer.value.groups : undefined;
  const rows = useMemo(
    () => groups?.flatMap(group => group.rows) ?? [],
    [groups],
  );
  const decisions = useDecisions({
    assetId: asset.id,
    versionId: version.id,
    rows,
    onSaved: answer.refetch,
  });
  const mayDecide = asset.allowed.includes('propose');
  const isHidden = hiddenNames(asset).length > 0;
  const totalOf = (each: GroupKind) =>
    totals.state === 'ready' ? totals.value[KINDS.indexOf(each)] : undefined;
  const total = answer.state === 'ready' ? answer.value.total : undefined;
  return (
    <Panel
      title={
        total === undefined || isHidden
          ? 'Rows that are the same, or nearly'
          : groupsFinding(kind, total)
      }
      note={
        kind === 'conflict'
          ? 'The same or nearly the same input, labelled differently: at least one label of each group is wrong, or the guideline leaves it open.'
          : 'A row that stands twice counts twice; one that stands in two splits makes the test say less.'
      }
      actions={
        <div className={styles.views} role="group" aria-label="Kind of groups">
          {KINDS.map(each => {
            const found = totalOf(each);
            return (
              <button
                key={each}
                type="button"
                aria-pressed={kind === each}
                onClick={() => goTo({ params: { kind: each, at: undefined } })}
              >
                {GROUP_KINDS[each]}
                {found === undefined ? '' : ` (${count(found)})`}
              </button>
            );
          })}
        </div>
      }
    >
      <Answered
        answer={answer}
        what={`the duplicates of ${asset.name}`}
        lines={8}
      >
        {found => (
          <FromJob
            job={found.job}
            value={isFound(found) ? found : undefined}
            what={`the duplicates of ${asset.name} ${briefName(version)}`}
            mayRetry={asset.allowed.includes('run')}
            onRetried={answer.refetch}
            lines={8}
          >
            {({ total: all, groups: shown }) =>
              all === 0 ? (
                <>
                  <EmptyState
                    title={
                      isHidden
                        ? 'Groups of rows are hidden from you'
                        : groupsFinding(kind, 0)
                    }
                  >
                    Groups of rows would stand here side by side, to keep,
                    relabel or exclude one by one.
                  </EmptyState>
                  <WhyNothing {...props} />
                </>
              ) : (
                <>
                  {mayDecide ? (
                    <BasketBar
                      asset={asset}
                      decisions={decisions}
                      onUndo={decisions.undo}
                    />
                  ) : (
                    <p className={styles.muted}>
                      You can look; deciding takes the permission
                      greenroom.propose.
                    </p>
                  )}
                  <GroupList
                    {...props}
                    groups={shown}
                    decisions={mayDecide ? decisions : undefined}
                  />
                  <Pager
                    offset={offset}
                    limit={PAGE_GROUPS}
                    total={all}
                    what="groups"
                    onMove={to =>
                      goTo({
                        params: { at: to === 0 ? undefined : String(to) },
                      })
                    }
                  />
                </>
              )
            }
          </FromJob>
        )}
      </Answered>
    </Panel>
  );
}
