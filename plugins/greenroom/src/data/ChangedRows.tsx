import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type {
  AssetDetail,
  AssetVersion,
  ChangedRow,
  ChangedRowPage,
  DataComparison,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { EmptyState } from '../components/EmptyState';
import { isRunning } from '../components/JobProgress';
import { PageFromJob } from '../components/PageFromJob';
import { Pager } from '../components/Pager';
import { Thumbnail, ThumbnailsProvider } from '../components/Thumbnail';
import { useAnswer } from '../components/useAnswer';
import { PutState } from '../changes/PutState';
import { usePutEntry } from '../changes/usePutEntry';
import { ChangedRowsFilterBar } from './ChangedRowsFilterBar';
import { ChangedRowsTable } from './ChangedRowsTable';
import { RowPanel } from './RowPanel';
import { useChangesFilter } from './useChangesFilter';
import { useOpenRow } from './useOpenRow';
import styles from './data.module.css';
import rowStyles from '../components/rows.module.css';

const PAGE_ROWS = 25;

/** The rows that differ, a page at a time, as the filter of the address bar asks. */
export function ChangedRows(props: {
  asset: AssetDetail;
  from: AssetVersion;
  to: AssetVersion;
  comparison: DataComparison;
}) {
  const { asset, from, to, comparison } = props;
  const api = useApi(greenroomApiRef);
  const { filter, sort, offset, setFilter, setSort, move } = useChangesFilter();
  const question = JSON.stringify([filter, sort, offset]);
  const answer = useAnswer(
    () =>
      api.getChangedRows({
        from: from.id,
        to: to.id,
        filter,
        sort,
        offset,
        limit: PAGE_ROWS,
      }),
    [api, from.id, to.id, question],
    { keep: true, busy: ({ job }) => job !== undefined && isRunning(job) },
  );
  const title = filter.transition
    ? `Rows relabelled ${filter.transition.from} → ${filter.transition.to}`
    : 'Rows that differ';
  return (
    <div className={styles.main}>
      <h3 className={styles.part}>{title}</h3>
      <ChangedRowsFilterBar
        comparison={comparison}
        filter={filter}
        sort={sort}
        onFilter={setFilter}
        onSort={setSort}
      />
      <PageFromJob
        answer={answer}
        what="the rows that differ"
        mayRetry={asset.allowed.includes('run')}
      >
        {done => (
          <div
            className={styles.page}
            aria-busy={answer.state === 'ready' && answer.refreshing}
          >
            <Page {...props} page={done} onMove={move} />
          </div>
        )}
      </PageFromJob>
    </div>
  );
}

function Page(props: {
  asset: AssetDetail;
  from: AssetVersion;
  to: AssetVersion;
  comparison: DataComparison;
  page: ChangedRowPage;
  onMove: (offset: number) => void;
}) {
  const { asset, from, to, comparison, page, onMove } = props;
  const keyed = comparison.matchedBy === 'key';
  const basket = usePutEntry(asset.id);
  const versionOf = ({ change }: ChangedRow) =>
    change === 'removed' ? from.id : to.id;
  const { row, open, close, previous, next } = useOpenRow({
    versionId: to.id,
    rows: page.rows.map(each => ({
      key: each.key,
      versionId: versionOf(each),
    })),
    limit: PAGE_ROWS,
    total: page.total,
  });
  if (page.hidden) {
    return (
      <EmptyState title="These rows are hidden from you">
        The counts above are of all rows. Seeing rows takes the permission
        greenroom.rows.read. Ask whoever looks after permissions in this portal.
      </EmptyState>
    );
  }
  const { rows } = comparison;
  // Into the newest version only: what came after an older one is not looked at here.
  const mayRestore =
    keyed &&
    rows.removed > 0 &&
    asset.version?.id === to.id &&
    asset.allowed.includes('propose');
  const restore = (key: string) =>
    basket.put([
      { kind: 'restore', key: `restore ${key}`, row: key, versionId: from.id },
    ]);
  const differs = rows.added + rows.removed + rows.changed > 0;
  return (
    <>
      {page.masked.length > 0 ? (
        <p className={rowStyles.note}>
          Hidden from you as personal data: {page.masked.join(', ')}.
        </p>
      ) : null}
      {page.rows.length === 0 ? (
        <EmptyState
          title={
            differs
              ? 'No row that differs passes this filter'
              : 'No row differs'
          }
        >
          {differs
            ? 'Clear the filter to see every row that differs.'
            : 'Both versions have the same rows with the same cells.'}
        </EmptyState>
      ) : (
        <ThumbnailsProvider versionId={to.id}>
          <ChangedRowsTable
            name="Rows that differ"
            rows={page.rows}
            pictureOf={
              keyed &&
              asset.columns?.some(({ role }) => role === 'image') === true
                ? each => (
                    <Thumbnail rowKey={each.key} versionId={versionOf(each)} />
                  )
                : undefined
            }
            onOpen={
              keyed
                ? each => open({ key: each.key, versionId: versionOf(each) })
                : undefined
            }
            actionOf={
              mayRestore
                ? each =>
                    each.change === 'removed' ? (
                      <Button
                        size="small"
                        variant="secondary"
                        aria-label={`Restore row ${each.key}`}
                        onPress={() => restore(each.key)}
                      >
                        Restore
                      </Button>
                    ) : null
                : undefined
            }
          />
        </ThumbnailsProvider>
      )}
      {mayRestore ? <PutState of={basket} entityRef={asset.entityRef} /> : null}
      <Pager
        offset={page.offset}
        limit={PAGE_ROWS}
        total={page.total}
        what="rows"
        onMove={onMove}
      />
      {row && keyed ? (
        <RowPanel
          asset={asset}
          version={row.versionId === from.id ? from : to}
          rowKey={row.key}
          onClose={close}
          onPrevious={previous}
          onNext={next}
        />
      ) : null}
    </>
  );
}
