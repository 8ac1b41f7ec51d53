import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  AssetVersion,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { AugmentView } from '../augment/AugmentView';
import { Answered } from '../components/Answered';
import { EmptyState } from '../components/EmptyState';
import { useAddress } from '../components/useAddress';
import { useAnswer } from '../components/useAnswer';
import { readSelection } from '../components/useSelection';
import { ChangesView } from './ChangesView';
import { ColumnsView } from './ColumnsView';
import { NO_VIEW_PARAMS, readView, type View, VIEWS } from './dataViews';
import { DriftView } from './DriftView';
import { LeakageView } from './LeakageView';
import { RowsView } from './RowsView';
import { VersionTimeline } from './VersionTimeline';
import { versionName } from './versionName';
import styles from './data.module.css';

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
  const [params, goTo] = useAddress();
  const selection = readSelection(params);
  const chosen = versions.findIndex(
    version => version.id === selection.version,
  );
  const index = chosen === -1 ? 0 : chosen;
  const to = versions[index];
  const from =
    versions.find(
      version => version.id === selection.fromVersion && version.id !== to.id,
    ) ?? versions[index + 1];
  const others = versions.filter(version => version.id !== to.id);
  const view = readView(params.get('view'), from !== undefined);
  const compare = (fromVersion: string) =>
    goTo({
      selection: { fromVersion, version: to.id },
      params: NO_VIEW_PARAMS,
    });

  return (
    <div className={styles.layout}>
      <VersionTimeline
        versions={versions}
        selected={to.id}
        onSelect={version =>
          goTo({
            selection: { version, fromVersion: undefined, filter: {} },
            params: NO_VIEW_PARAMS,
          })
        }
      />
      <div className={styles.main}>
        <div className={styles.bar}>
          <ViewButtons
            view={view}
            views={(Object.keys(VIEWS) as View[]).filter(
              name => from || name !== 'changes',
            )}
            onShow={next => goTo({ params: { ...NO_VIEW_PARAMS, view: next } })}
          />
          {from && view === 'changes' ? (
            <label className={styles.choice}>
              against
              <select
                value={from.id}
                onChange={event => compare(event.target.value)}
              >
                {others.map(version => (
                  <option key={version.id} value={version.id}>
                    {versionName(version)}
                  </option>
                ))}
              </select>
            </label>
          ) : null}
        </div>
        {view === 'changes' && from ? (
          <ChangesView asset={asset} from={from} to={to} />
        ) : null}
        {view === 'rows' ? <RowsView asset={asset} version={to} /> : null}
        {view === 'columns' ? <ColumnsView asset={asset} version={to} /> : null}
        {view === 'drift' ? (
          <DriftView asset={asset} version={to} from={from} others={others} />
        ) : null}
        {view === 'leakage' ? (
          <LeakageView asset={asset} version={to} versions={versions} />
        ) : null}
        {view === 'augment' ? <AugmentView asset={asset} version={to} /> : null}
      </div>
    </div>
  );
}

function ViewButtons(props: {
  view: View;
  views: readonly View[];
  onShow: (view: View) => void;
}) {
  const { view, views, onShow } = props;
  return (
    <div className={styles.views} role="group" aria-label="View">
      {views.map(name => (
        <button
          key={name}
          type="button"
          aria-pressed={view === name}
          onClick={() => onShow(name)}
        >
          {VIEWS[name]}
        </button>
      ))}
    </div>
  );
}
