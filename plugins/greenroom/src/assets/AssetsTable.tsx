import { Link } from 'react-router-dom';
import type { AssetSummary } from '@greenroom/backstage-plugin-greenroom-common';
import { Figure } from '../components/Figure';
import { metricName, metricUnit } from '../components/numbers';
import { Sparkline } from '../components/Sparkline';
import { StatusBadge } from '../components/StatusBadge';
import { short } from '../components/Digest';
import { useAssetHref } from '../components/useAssetHref';
import { When } from '../components/When';
import figures from '../components/figures.module.css';
import styles from './assets.module.css';

/** "group:default/vision" → "vision". */
export function ownerName(owner: string): string {
  return owner.slice(owner.lastIndexOf('/') + 1).replace(/^(group|user):/, '');
}

const GATES = {
  passed: 'gate passed',
  failed: 'gate failed',
  none: 'no gate',
} as const;

/** One asset a row; the whole row opens its entity. */
export function AssetsTable(props: {
  assets: readonly AssetSummary[];
  onOwner: (owner: string) => void;
}) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">name</th>
          <th scope="col">kind</th>
          <th scope="col">owner</th>
          <th scope="col">version</th>
          <th scope="col">sync</th>
          <th scope="col">health</th>
          <th scope="col" className={styles.number}>
            quality
          </th>
          <th scope="col">last run</th>
        </tr>
      </thead>
      <tbody>
        {props.assets.map(asset => (
          <AssetRow key={asset.id} asset={asset} onOwner={props.onOwner} />
        ))}
      </tbody>
    </table>
  );
}

function AssetRow(props: {
  asset: AssetSummary;
  onOwner: (owner: string) => void;
}) {
  const { asset, onOwner } = props;
  const href = useAssetHref();
  const { version, quality, lastRun } = asset;
  return (
    <tr className={styles.row}>
      <th scope="row">
        <Link className={styles.name} to={href(asset.entityRef)}>
          {asset.name}
        </Link>
        <span className={styles.title}>{asset.title}</span>
      </th>
      <td data-name="kind" className={styles.plain}>
        {asset.kind === 'dataset' ? 'data set' : 'model'}
      </td>
      <td data-name="owner">
        <button
          type="button"
          className={styles.owner}
          title="Show this owner's assets only"
          onClick={() => onOwner(asset.owner)}
        >
          {ownerName(asset.owner)}
        </button>
      </td>
      <td data-name="version">
        {version ? (
          <span className={styles.number}>
            {version.semver ?? ''}{' '}
            <code className={figures.mono}>{short(version.digest, 4)}</code>
          </span>
        ) : (
          <span className={styles.muted}>none yet</span>
        )}
      </td>
      <td data-name="sync">
        <StatusBadge status={asset.sync.status} reason={asset.sync.reason} />
      </td>
      <td data-name="health">
        <span>
          <StatusBadge
            status={asset.health.status}
            reason={asset.health.reason}
          />
          {asset.health.status === 'Healthy' ? null : (
            <span className={styles.reason}>{asset.health.reason}</span>
          )}
        </span>
      </td>
      <td data-name="quality" className={styles.number}>
        {quality ? (
          <span>
            <Figure
              figure={quality.figure}
              unit={metricUnit(quality.name)}
              brief
            />{' '}
            <Sparkline values={quality.trend} name={metricName(quality.name)} />
            <span className={styles.muted}>{metricName(quality.name)}</span>
          </span>
        ) : (
          <span className={styles.muted}>not measured</span>
        )}
      </td>
      <td data-name="last run">
        {lastRun ? (
          <span>
            {lastRun.state === 'succeeded' ? (
              <StatusBadge status={lastRun.gate}>
                {GATES[lastRun.gate]}
              </StatusBadge>
            ) : (
              <StatusBadge
                status={lastRun.state}
              >{`run ${lastRun.state}`}</StatusBadge>
            )}
            {lastRun.finishedAt ? (
              <span className={styles.muted}>
                <When at={lastRun.finishedAt} />
              </span>
            ) : null}
          </span>
        ) : (
          <span className={styles.muted}>none</span>
        )}
      </td>
    </tr>
  );
}
