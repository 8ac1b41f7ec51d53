import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  AssetVersion,
  RowFilter,
  RowPage,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { AddRows } from '../changes/AddRows';
import { Answered } from '../components/Answered';
import { FromJob } from '../components/FromJob';
import { isRunning } from '../components/JobProgress';
import { count, plural } from '../components/numbers';
import { Pager } from '../components/Pager';
import { Panel } from '../components/Panel';
import { RowsGrid } from '../components/RowsGrid';
import { ThumbnailsProvider } from '../components/Thumbnail';
import { readOffset, useAddress } from '../components/useAddress';
import { useAnswer } from '../components/useAnswer';
import { readSelection } from '../components/useSelection';
import { ColumnPicture } from './ColumnPicture';
import { ExportButton } from './ExportButton';
import { isNarrowed } from './rowFilters';
import { RowFilterBar } from './RowFilterBar';
import { RowPanel } from './RowPanel';
import { readSort, writeSort } from './useChangesFilter';
import { useOpenRow } from './useOpenRow';
import { useProfile } from './useProfile';
import { versionName } from './versionName';
import styles from './data.module.css';

const PAGE_ROWS = 25;

/** The rows of one version, as the filter and order of the address bar ask. */
export function RowsView(props: { asset: AssetDetail; version: AssetVersion }) {
  const { asset, version } = props;
  const api = useApi(greenroomApiRef);
  const [params, goTo] = useAddress();
  const { filter } = readSelection(params);
  const sort = readSort(params);
  const offset = readOffset(params);
  const question = JSON.stringify([filter, sort, offset]);
  const answer = useAnswer(
    () =>
      api.getRows({
        versionId: version.id,
        filter,
        sort,
        offset,
        limit: PAGE_ROWS,
      }),
    [api, version.id, question],
    { keep: true, busy: ({ job }) => job !== undefined && isRunning(job) },
  );
  const setFilter = (next: RowFilter) =>
    goTo({
      selection: { filter: next },
      params: { at: undefined, row: undefined, rowOf: undefined },
    });
  const page = answer.state === 'ready' ? answer.value : undefined;
  const busy = page?.job && page.job.state !== 'succeeded';

  return (
    <Panel
      title={rowsFinding(version, filter, busy ? undefined : page)}
      note={splitsNote(version)}
      actions={
        asset.allowed.includes('readRows') ? (
          <ExportButton
            versionId={version.id}
            filter={filter}
            fileName={`${asset.name}-${version.semver ?? version.id}.csv`}
          />
        ) : undefined
      }
    >
      {asset.version?.id === version.id &&
      asset.allowed.includes('readRows') ? (
        <AddRows asset={asset} />
      ) : null}
      <RowFilterBar
        asset={asset}
        version={version}
        filter={filter}
        onFilter={setFilter}
      />
      <Answered answer={answer} what="the rows" lines={12}>
        {rows => (
          <FromJob
            job={rows.job}
            value={busy ? undefined : rows}
            what="these rows"
            mayRetry={asset.allowed.includes('run')}
            onRetried={answer.refetch}
            lines={12}
          >
            {done => (
              <div
                className={styles.page}
                aria-busy={answer.state === 'ready' && answer.refreshing}
              >
                <Rows
                  asset={asset}
                  version={version}
                  page={done}
                  filter={filter}
                  onFilter={setFilter}
                />
              </div>
            )}
          </FromJob>
        )}
      </Answered>
    </Panel>
  );
}

function Rows(props: {
  asset: AssetDetail;
  version: AssetVersion;
  page: RowPage;
  filter: RowFilter;
  onFilter: (filter: RowFilter) => void;
}) {
  const { asset, version, page, filter, onFilter } = props;
  const [params, goTo] = useAddress();
  const profile = useProfile(version.id);
  const columns = profile.state === 'ready' ? profile.value.columns : [];
  const { row, open, close, previous, next } = useOpenRow({
    versionId: version.id,
    rows: page.rows.map(({ key }) => ({ key, versionId: version.id })),
    limit: PAGE_ROWS,
    total: page.total,
  });
  return (
    <ThumbnailsProvider versionId={version.id}>
      <RowsGrid
        page={page}
        name={`Rows of ${asset.name}`}
        sort={readSort(params)}
        onSort={sort => goTo({ params: { ...writeSort(sort), at: undefined } })}
        onOpen={key => open({ key, versionId: version.id })}
        underHead={({ name }) => {
          const column = columns.find(each => each.name === name);
          return column ? (
            <ColumnPicture
              column={column}
              filter={filter}
              onFilter={onFilter}
            />
          ) : null;
        }}
      />
      <Pager
        offset={page.offset}
        limit={PAGE_ROWS}
        total={page.total}
        what="rows"
        onMove={to =>
          goTo({ params: { at: to === 0 ? undefined : String(to) } })
        }
      />
      {row ? (
        <RowPanel
          asset={asset}
          version={version}
          rowKey={row.key}
          onClose={close}
          onPrevious={previous}
          onNext={next}
        />
      ) : null}
    </ThumbnailsProvider>
  );
}

function rowsFinding(
  version: AssetVersion,
  filter: RowFilter,
  page: RowPage | undefined,
): string {
  const name = versionName(version);
  if (isNarrowed(filter) && page && !page.hidden) {
    return version.rows === undefined
      ? `${plural(page.total, 'row')} of ${name} pass the filter`
      : `${count(page.total)} of ${plural(version.rows, 'row')} in ${name}`;
  }
  return version.rows === undefined
    ? `Rows of ${name}`
    : `${plural(version.rows, 'row')} in ${name}`;
}

function splitsNote({ splits = {} }: AssetVersion): string | undefined {
  const parts = Object.entries(splits).map(
    ([name, rows]) => `${count(rows)} ${name}`,
  );
  return parts.length > 0 ? parts.join(', ') : undefined;
}
