import type { AssetVersion } from '@greenroom/backstage-plugin-greenroom-common';
import { CommitLink } from '../components/CommitLink';
import { short } from '../components/Digest';
import { count, plural, quantity } from '../components/numbers';
import { When } from '../components/When';
import styles from './data.module.css';

function changeWords(version: AssetVersion): string {
  const { change, rows } = version;
  if (!change) return rows === undefined ? '' : plural(rows, 'row');
  return `+${count(change.added)} rows  −${count(change.removed)}  ~${plural(
    change.relabelled,
    'label',
  )}`;
}

/** Versions newest first; one of them is selected. */
export function VersionTimeline(props: {
  versions: readonly AssetVersion[];
  selected: string;
  onSelect: (versionId: string) => void;
}) {
  const { versions, selected, onSelect } = props;
  return (
    <nav aria-label="Versions" className={styles.timeline}>
      <ol>
        {versions.map(version => (
          <li key={version.id} data-selected={version.id === selected}>
            <button
              type="button"
              className={styles.version}
              aria-current={version.id === selected ? 'true' : undefined}
              onClick={() => onSelect(version.id)}
            >
              <strong>{version.semver ?? short(version.digest)}</strong>
              <span className={styles.muted}>{changeWords(version)}</span>
              {version.labelsOk ? (
                <span className={styles.muted}>
                  {quantity(version.labelsOk.value, 'percent')} labels ok
                </span>
              ) : null}
            </button>
            <p className={styles.by}>
              <CommitLink commit={version.commit} /> {version.commit.author},{' '}
              <When at={version.commit.date} />
            </p>
          </li>
        ))}
      </ol>
    </nav>
  );
}
