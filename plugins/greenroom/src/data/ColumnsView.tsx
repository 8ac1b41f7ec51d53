import { useState } from 'react';
import type {
  AssetDetail,
  AssetVersion,
  VersionProfile,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Answered } from '../components/Answered';
import { Digest } from '../components/Digest';
import { EmptyState } from '../components/EmptyState';
import { FromJob } from '../components/FromJob';
import { isRunning } from '../components/JobProgress';
import { plural } from '../components/numbers';
import { Pager } from '../components/Pager';
import { Panel } from '../components/Panel';
import { useAddress } from '../components/useAddress';
import { ClassBalance } from './ClassBalance';
import { ColumnCard } from './ColumnCard';
import { columnsFinding, describedColumns } from './columnWords';
import { NO_VIEW_PARAMS } from './dataViews';
import { TextFilter } from '../components/TextFilter';
import { useProfile } from './useProfile';
import { versionName } from './versionName';
import styles from './data.module.css';

const PAGE_COLUMNS = 24;

/** What each column holds, as pictures that lead to the rows; and the classes of each split. */
export function ColumnsView(props: {
  asset: AssetDetail;
  version: AssetVersion;
}) {
  const { asset, version } = props;
  const answer = useProfile(version.id);
  const profile = answer.state === 'ready' ? answer.value : undefined;
  const done = profile && !(profile.job && isRunning(profile.job));
  const columns = describedColumns(asset.columns ?? [], profile);
  return (
    <div className={styles.stack}>
      <Panel
        title={columnsFinding(columns, version.rows ?? profile?.rows)}
        note={
          <>
            Content of {versionName(version)}:{' '}
            <Digest
              digest={version.digest}
              label="content digest"
              length={16}
            />
            {version.revisions > 1 ? `, in ${version.revisions} revisions` : ''}
            {asset.license ? `, licence ${asset.license}` : ''}
          </>
        }
      >
        <Answered
          answer={answer}
          what="the profile of the columns"
          still="The rows can still be looked at."
          lines={10}
        >
          {value => (
            <FromJob
              job={value.job}
              value={columns.length > 0 || done ? columns : undefined}
              what={`the profile of ${versionName(version)}`}
              mayRetry={asset.allowed.includes('run')}
              onRetried={answer.refetch}
            >
              {known => <Cards columns={known} profile={value} />}
            </FromJob>
          )}
        </Answered>
      </Panel>
      {profile && profile.splits.some(({ classes }) => classes.length > 0) ? (
        <ClassBalance asset={asset} splits={profile.splits} />
      ) : null}
    </div>
  );
}

function Cards(props: {
  columns: ReturnType<typeof describedColumns>;
  profile: VersionProfile;
}) {
  const { columns, profile } = props;
  const [, goTo] = useAddress();
  const [search, setSearch] = useState('');
  const [offset, setOffset] = useState(0);
  if (columns.length === 0) {
    return (
      <EmptyState title="No columns are known">
        They show here once the table has been read.
      </EmptyState>
    );
  }
  const found = columns.filter(({ name }) =>
    name.toLowerCase().includes(search.toLowerCase()),
  );
  const masked = profile.masked.filter(
    name => !columns.some(column => column.name === name),
  );
  return (
    <>
      {columns.length > PAGE_COLUMNS ? (
        <div className={styles.filters}>
          <TextFilter
            name="Search columns"
            value={search}
            onChange={text => {
              setSearch(text);
              setOffset(0);
            }}
          />
        </div>
      ) : null}
      <ul className={styles.cards} aria-label="Columns">
        {found.slice(offset, offset + PAGE_COLUMNS).map(column => (
          <li key={column.name}>
            <ColumnCard
              column={column}
              rows={profile.rows}
              isComputing={profile.job !== undefined && isRunning(profile.job)}
              onFilter={filter =>
                goTo({
                  selection: { filter },
                  params: { ...NO_VIEW_PARAMS, view: 'rows' },
                })
              }
            />
          </li>
        ))}
      </ul>
      {found.length > PAGE_COLUMNS ? (
        <Pager
          offset={offset}
          limit={PAGE_COLUMNS}
          total={found.length}
          what="columns"
          onMove={setOffset}
        />
      ) : null}
      {found.length === 0 ? (
        <p className={styles.muted}>No column has this in its name.</p>
      ) : null}
      {masked.length > 0 ? (
        <p className={styles.muted}>
          {plural(masked.length, 'column')} hidden from you as personal data:{' '}
          {masked.join(', ')}.
        </p>
      ) : null}
    </>
  );
}
