import { forest, type ForestRow } from './forest';
import styles from './evaluations.module.css';

const TONES = {
  better: 'better',
  worse: 'worse',
  open: 'may be chance',
} as const;

/** Differences with their intervals around nothing, in points. The numbers stand in the table below. */
export function Forest(props: { rows: readonly ForestRow[]; name: string }) {
  const marks = forest(props.rows);
  if (marks.length === 0) return null;
  return (
    <figure className={styles.forest} aria-label={props.name}>
      <figcaption className={styles.muted}>
        <span>← worse</span>
        <span>better →</span>
      </figcaption>
      <ul className={styles.plain}>
        {marks.map(({ name, at, low, high, tone }) => (
          <li key={name} className={styles.forestRow}>
            <span className={styles.forestName}>{name}</span>
            <span
              className={styles.forestTrack}
              data-tone={tone}
              role="img"
              aria-label={TONES[tone]}
            >
              <span
                className={styles.forestInterval}
                style={{ left: `${low}%`, width: `${high - low}%` }}
              />
              <span className={styles.forestPoint} style={{ left: `${at}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
