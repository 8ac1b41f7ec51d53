import { Link } from 'react-router-dom';
import type { AuditEvent } from '@greenroom/backstage-plugin-greenroom-common';
import { ScrollRegion } from '../components/ScrollRegion';
import { StatusBadge, type Tone } from '../components/StatusBadge';
import { useAssetHref } from '../components/useAssetHref';
import { When } from '../components/When';
import stacked from '../components/stacked.module.css';
import styles from './audit.module.css';

const OUTCOMES: Record<AuditEvent['status'], readonly [string, Tone]> = {
  succeeded: ['succeeded', 'good'],
  failed: ['failed', 'bad'],
  // The process ended before it could say.
  begun: ['not known', 'neutral'],
};

/** Of a sync that read many; the export has all. */
const ASSETS_SHOWN = 8;

/** One line an event; a person, an asset or an action is a filter to click. */
export function AuditTable(props: {
  events: readonly AuditEvent[];
  onSet: (name: string, value: string) => void;
}) {
  const { events, onSet } = props;
  const filter = (name: string, value: string, label = value) => (
    <button
      type="button"
      className={styles.filter}
      title={`Only ${value}`}
      onClick={() => onSet(name, value)}
    >
      {label}
    </button>
  );
  return (
    <ScrollRegion name="Audit events" className={styles.scroll}>
      <table className={`${styles.table} ${stacked.stacked}`}>
        <thead>
          <tr>
            <th scope="col">when</th>
            <th scope="col">who</th>
            <th scope="col">did</th>
            <th scope="col">to</th>
            <th scope="col">outcome</th>
            <th scope="col">details</th>
          </tr>
        </thead>
        <tbody>
          {events.map(event => {
            const [word, tone] = OUTCOMES[event.status];
            return (
              <tr key={event.id}>
                <td>
                  <When at={event.at} />
                </td>
                <td>{filter('actor', event.actor)}</td>
                <td>{filter('action', event.action)}</td>
                <td>
                  {event.assets.slice(0, ASSETS_SHOWN).map(asset => (
                    <Asset
                      key={asset.assetId}
                      asset={asset}
                      onFilter={() => onSet('asset', asset.assetId)}
                    />
                  ))}
                  {event.assets.length > ASSETS_SHOWN
                    ? `and ${event.assets.length - ASSETS_SHOWN} more`
                    : null}
                </td>
                <td>
                  <StatusBadge status={word} tone={tone} reason={event.error} />
                </td>
                <td className={styles.words}>
                  {event.error ? <p>{event.error}</p> : null}
                  <code>{detailsOf(event)}</code>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Asset(props: {
  asset: AuditEvent['assets'][number];
  onFilter: () => void;
}) {
  const { asset, onFilter } = props;
  const hrefOf = useAssetHref();
  return (
    <span className={styles.asset}>
      {asset.entityRef ? (
        <Link to={hrefOf(asset.entityRef)}>{asset.name ?? asset.assetId}</Link>
      ) : (
        <span title="It is no longer declared in git.">{asset.assetId}</span>
      )}
      <button
        type="button"
        className={styles.filter}
        aria-label={`Only what was done to ${asset.name ?? asset.assetId}`}
        onClick={onFilter}
      >
        only
      </button>
    </span>
  );
}

/** Beside the asset, which has its own column. */
function detailsOf({ details }: AuditEvent): string {
  return Object.entries(details)
    .filter(([name]) => name !== 'assetId')
    .map(([name, value]) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return `${name}: ${text}`;
    })
    .join(' · ');
}
