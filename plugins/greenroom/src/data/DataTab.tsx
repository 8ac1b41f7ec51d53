import { useSearchParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  AssetVersion,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { EmptyState } from '../components/EmptyState';
import { useAnswer } from '../components/useAnswer';
import { useSelection } from '../components/useSelection';
import { DiffView } from './DiffView';
import { RowsView } from './RowsView';
import { SchemaView } from './SchemaView';
import { VersionTimeline } from './VersionTimeline';
import { versionName } from './versionName';
import styles from './data.module.css';

const VIEWS = { changes: 'Changes', rows: 'Rows', schema: 'Schema' } as const;
type View = keyof typeof VIEWS;

/** Left the time line of versions, right the selected one or the difference of two. */
export function DataTab(props: { asset: AssetDetail }) {
  const { asset } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(() => api.listVersions(asset.id), [api, asset.id]);
  return (
    <Answered answer={answer} what={`the versions of ${asset.name}`}>
      {versions =>
        versions.length === 0 ? (
          <EmptyState title={`${asset.title} has no version yet`}>
            This tab shows its versions, their rows, and what changed between
            any two of them, once the first revision has been read.{' '}
            {asset.sync.reason}
          </EmptyState>
        ) : (
          <Versions asset={asset} versions={versions} />
        )
      }
    </Answered>
  );
}

/** `versions` come newest first. */
function Versions(props: {
  asset: AssetDetail;
  versions: readonly AssetVersion[];
}) {
  const { asset, versions } = props;
  const [selection, select] = useSelection();
  const [params, setParams] = useSearchParams();
  const chosen = versions.findIndex(
    version => version.id === selection.version,
  );
  const index = chosen === -1 ? 0 : chosen;
  const to = versions[index];
  const from =
    versions.find(
      version => version.id === selection.fromVersion && version.id !== to.id,
    ) ?? versions[index + 1];

  const asked = params.get('view');
  let view: View = from ? 'changes' : 'rows';
  if (asked === 'rows' || asked === 'schema') view = asked;
  const show = (next: View) =>
    setParams(before => {
      const after = new URLSearchParams(before);
      after.set('view', next);
      return after;
    });

  return (
    <div className={styles.layout}>
      <VersionTimeline
        versions={versions}
        selected={to.id}
        onSelect={version =>
          select({ version, fromVersion: undefined, filter: {} })
        }
      />
      <div className={styles.main}>
        <div className={styles.bar}>
          <div className={styles.views} role="group" aria-label="View">
            {(Object.keys(VIEWS) as View[])
              .filter(name => from || name !== 'changes')
              .map(name => (
                <button
                  key={name}
                  type="button"
                  aria-pressed={view === name}
                  onClick={() => show(name)}
                >
                  {VIEWS[name]}
                </button>
              ))}
          </div>
          {from && view === 'changes' ? (
            <label className={styles.compare}>
              against
              <select
                value={from.id}
                onChange={event =>
                  select({ fromVersion: event.target.value, version: to.id })
                }
              >
                {versions
                  .filter(version => version.id !== to.id)
                  .map(version => (
                    <option key={version.id} value={version.id}>
                      {versionName(version)}
                    </option>
                  ))}
              </select>
            </label>
          ) : null}
        </div>
        {view === 'changes' && from ? (
          <DiffView asset={asset} from={from} to={to} />
        ) : null}
        {view === 'rows' ? <RowsView asset={asset} version={to} /> : null}
        {view === 'schema' ? <SchemaView asset={asset} version={to} /> : null}
      </div>
    </div>
  );
}
