import { useSearchParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { EmptyState } from '../components/EmptyState';
import { Panel } from '../components/Panel';
import { useAnswer } from '../components/useAnswer';
import { AuditExport } from './AuditExport';
import { AuditFilters } from './AuditFilters';
import { isFiltered, readAuditFilter } from './auditQuery';
import { AuditTable } from './AuditTable';
import styles from './audit.module.css';

const PAGE_EVENTS = 50;

/** Who did what to which asset, and when; the filters live in the address bar. */
export function AuditTab() {
  const api = useApi(greenroomApiRef);
  const [params, setParams] = useSearchParams();
  const filter = readAuditFilter(params);
  const cursor = params.get('cursor') ?? undefined;
  const answer = useAnswer(
    () => api.listAuditEvents({ ...filter, cursor, limit: PAGE_EVENTS }),
    [api, cursor, JSON.stringify(filter)],
    { keep: true },
  );
  const set = (name: string, value: string | undefined) =>
    setParams(before => {
      const next = new URLSearchParams(before);
      if (value) next.set(name, value);
      else next.delete(name);
      if (name !== 'cursor') next.delete('cursor');
      return next;
    });

  return (
    <Panel title="What people and services did">
      <AuditFilters params={params} onSet={set} />
      <Answered
        answer={answer}
        what="the audit events"
        still="What was done is written down all the same."
        lines={6}
      >
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <NoEvents
              filtered={isFiltered(filter)}
              onClear={() => setParams({})}
            />
          ) : (
            <>
              <AuditTable events={items} onSet={set} />
              <div className={styles.steps}>
                {cursor ? (
                  <Button
                    size="small"
                    variant="secondary"
                    onPress={() => set('cursor', undefined)}
                  >
                    Newest
                  </Button>
                ) : null}
                {nextCursor ? (
                  <Button
                    size="small"
                    variant="secondary"
                    onPress={() => set('cursor', nextCursor)}
                  >
                    Older
                  </Button>
                ) : null}
                <AuditExport filter={filter} />
              </div>
            </>
          )
        }
      </Answered>
    </Panel>
  );
}

function NoEvents(props: { filtered: boolean; onClear: () => void }) {
  if (!props.filtered)
    return (
      <EmptyState title="Nothing was done yet">
        Every decision, basket, pull request, run, review and export is written
        down here: who did it, to which asset, when, and how it ended. Begin by
        deciding a row on the Labels tab of a data set.
      </EmptyState>
    );
  return (
    <EmptyState
      title="No event passes these filters"
      action={
        <Button variant="secondary" onPress={props.onClear}>
          Clear filters
        </Button>
      }
    >
      There may be others that do not pass.
    </EmptyState>
  );
}
