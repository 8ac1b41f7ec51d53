import type { ComponentType } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  AssetVersion,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { EmptyState } from '../components/EmptyState';
import { useAddress } from '../components/useAddress';
import { useAnswer } from '../components/useAnswer';
import { briefName } from '../data/versionName';
import { AnnotatorsView } from './annotators/AnnotatorsView';
import { AuditView } from './audit/AuditView';
import { DuplicatesView } from './duplicates/DuplicatesView';
import { GridView } from './grid/GridView';
import { LABEL_FILTER_NAMES } from './labelFilter';
import type { LabelViewProps } from './labelView';
import { MapView } from './map/MapView';
import { OverviewView } from './overview/OverviewView';
import { ResolverView } from './resolver/ResolverView';
import styles from './labels.module.css';

/** What can be seen of the labels, each under its own address, in the order of the navigation. */
const VIEWS = {
  overview: { name: 'Overview', View: OverviewView },
  resolver: { name: 'Resolver', View: ResolverView },
  grid: { name: 'Grid', View: GridView },
  audit: { name: 'Audit', View: AuditView },
  map: { name: 'Map', View: MapView },
  duplicates: { name: 'Duplicates', View: DuplicatesView },
  annotators: { name: 'Annotators', View: AnnotatorsView },
} as const satisfies Record<
  string,
  { name: string; View: ComponentType<LabelViewProps> }
>;
type ViewName = keyof typeof VIEWS;

/** What stays in the address bar when another view or version is chosen. */
const KEPT = ['version', ...LABEL_FILTER_NAMES];

function readView(asked: string | null): ViewName {
  // The grid once was a list beside the resolver.
  if (asked === 'list') return 'grid';
  return asked !== null && Object.hasOwn(VIEWS, asked)
    ? (asked as ViewName)
    : 'overview';
}

/** Which labels look wrong, why, and the places in which people decide on them. */
export function LabelsTab(props: { asset: AssetDetail }) {
  const { asset } = props;
  const api = useApi(greenroomApiRef);
  const [params, goTo] = useAddress();
  const versions = useAnswer(() => api.listVersions(asset.id), [api, asset.id]);
  const asked = params.get('version') ?? asset.version?.id;
  if (asked === undefined) {
    return (
      <EmptyState title={`${asset.title} has no version yet`}>
        This tab shows which labels look wrong once the first revision has been
        read. {asset.sync.reason}
      </EmptyState>
    );
  }
  const name = readView(params.get('view'));
  const { View } = VIEWS[name];
  const goToView = (view: ViewName) =>
    goTo({ params: { ...leaving(params), view } });
  const goToVersion = (versionId: string) =>
    goTo({ params: { ...leaving(params), version: versionId } });
  const known = versions.state === 'ready' ? versions.value : [];
  const version =
    known.find(each => each.id === asked) ??
    (asset.version?.id === asked ? asset.version : undefined);
  return (
    <div className={styles.tab}>
      <div className={styles.bar}>
        <nav className={styles.views} aria-label="Views of the labels">
          {(Object.keys(VIEWS) as ViewName[]).map(each => (
            <button
              key={each}
              type="button"
              aria-current={each === name ? 'page' : undefined}
              onClick={() => goToView(each)}
            >
              {VIEWS[each].name}
            </button>
          ))}
        </nav>
        {version ? (
          <VersionChoice
            versions={known}
            version={version}
            onChoose={goToVersion}
          />
        ) : null}
      </div>
      {version ? (
        <View key={version.id} asset={asset} version={version} />
      ) : (
        <Answered answer={versions} what={`the versions of ${asset.name}`}>
          {() => (
            <EmptyState title="This version is not known">
              {asset.title} has no version {asked}. Take ?version out of the
              address to see the newest one.
            </EmptyState>
          )}
        </Answered>
      )}
    </div>
  );
}

/** Parameters of single views, taken away. */
function leaving(params: URLSearchParams): Record<string, undefined> {
  return Object.fromEntries(
    [...params.keys()]
      .filter(name => name !== 'view' && !KEPT.includes(name))
      .map(name => [name, undefined]),
  );
}

function VersionChoice(props: {
  versions: readonly AssetVersion[];
  version: AssetVersion;
  onChoose: (versionId: string) => void;
}) {
  const { versions, version, onChoose } = props;
  const offered = versions.some(({ id }) => id === version.id)
    ? versions
    : [version, ...versions];
  return (
    <label className={styles.check}>
      version
      <select
        value={version.id}
        onChange={event => onChoose(event.target.value)}
      >
        {offered.map(each => (
          <option key={each.id} value={each.id}>
            {briefName(each)}
          </option>
        ))}
      </select>
    </label>
  );
}
