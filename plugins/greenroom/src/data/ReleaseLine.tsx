import type { Release } from '@greenroom/backstage-plugin-greenroom-common';
import { Disclosure } from '../components/Disclosure';
import { plural } from '../components/numbers';
import { StatusBadge } from '../components/StatusBadge';
import { releaseWords } from './releaseWords';
import styles from './data.module.css';

/** Whether the declared version says enough of the change, by the rules of Croissant 1.1. */
export function ReleaseLine(props: { release: Release }) {
  const { release } = props;
  let tone: 'warning' | 'good' | 'neutral' = 'good';
  if (release.isTooSmall) tone = 'warning';
  else if (!release.declaredVersion) tone = 'neutral';
  return (
    <div className={styles.release}>
      <StatusBadge status="release" tone={tone}>
        <span className={styles.sentence}>{releaseWords(release)}</span>
      </StatusBadge>
      {release.reasons.length > 1 ? (
        <Disclosure
          summary={`${plural(
            release.reasons.length,
            'reason',
          )}, by the rules of Croissant 1.1`}
        >
          <ul className={styles.reasons}>
            {release.reasons.map(({ bump, text }) => (
              <li key={`${bump} ${text}`}>
                <span className={styles.tag}>{bump}</span> {text}
              </li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
    </div>
  );
}
