import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { HostLink } from '../components/CommitLink';
import { short } from '../components/Digest';
import { Panel } from '../components/Panel';
import { plural } from '../components/numbers';
import styles from './sync.module.css';

function finding({ registration, deployments, title }: AssetDetail): string {
  const parts = [
    registration
      ? `${plural(registration.versions.length, 'registered version')}`
      : '',
    deployments.length > 0
      ? `served by ${plural(deployments.length, 'service')}`
      : '',
  ].filter(part => part !== '');
  const gone = registration?.deprecated ? ', deprecated' : '';
  return `${title}: ${parts.join(', ')}${gone}`;
}

/** What tags release and what is told to serve it. Nothing where neither is said. */
export function Releases(props: { asset: AssetDetail }) {
  const { asset } = props;
  const { registration, deployments } = asset;
  if (!registration && deployments.length === 0) return null;
  return (
    <Panel title={finding(asset)}>
      {registration ? (
        <ul className={styles.list}>
          {registration.stages.map(({ stage, version, commit }) => (
            <li key={stage}>
              <strong>{stage}</strong>: {version ?? 'a commit without version'}{' '}
              <code>{short(commit, 7)}</code>
            </li>
          ))}
          {registration.versions.map(({ version, commit }) => (
            <li key={version}>
              {version} <code>{short(commit, 7)}</code>
            </li>
          ))}
        </ul>
      ) : null}
      {deployments.length > 0 ? (
        <ul className={styles.list}>
          {deployments.map(deployment => (
            <li key={deployment.url}>
              <HostLink url={deployment.url}>
                {[deployment.namespace, deployment.name]
                  .filter(Boolean)
                  .join('/')}
              </HostLink>{' '}
              serves {deployment.version ?? 'a version it does not name'}
              {deployment.storageUri ? (
                <>
                  {' '}
                  from <code>{deployment.storageUri}</code>
                </>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </Panel>
  );
}
