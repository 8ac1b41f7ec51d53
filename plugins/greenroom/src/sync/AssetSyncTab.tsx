import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { ProblemList } from '../assets/SyncTab';
import { Panel } from '../components/Panel';
import { StatusBadge } from '../components/StatusBadge';
import { When } from '../components/When';
import { CommitLink } from '../components/CommitLink';
import { Declaration } from './Declaration';
import { Differences } from './Differences';
import { Releases } from './Releases';
import { SyncHistory } from './SyncHistory';
import { syncFinding } from './syncFinding';
import styles from './sync.module.css';

/** What git declares of an asset, what was observed, and how it came here. */
export function AssetSyncTab(props: { asset: AssetDetail }) {
  const { asset } = props;
  const { sync } = asset;
  return (
    <div className={styles.tab}>
      <Panel
        title={syncFinding(asset)}
        actions={<StatusBadge status={sync.status} />}
      >
        <p className={styles.reason}>
          {/* The differences say it below, with both sides. */}
          {asset.drift.length > 0 ? null : `${sync.reason} `}
          {sync.commit ? (
            <>
              Read at <CommitLink commit={{ sha: sync.commit }} />
              {sync.at ? (
                <>
                  , <When at={sync.at} />
                </>
              ) : null}
              .
            </>
          ) : null}
        </p>
        <Differences drift={asset.drift} />
        {asset.problems.length > 0 ? (
          <ProblemList problems={asset.problems} />
        ) : null}
        <SyncHistory asset={asset} />
      </Panel>
      <Releases asset={asset} />
      <Declaration asset={asset} />
    </div>
  );
}
