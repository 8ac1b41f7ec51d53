import type { Figure } from '@greenroom/backstage-plugin-greenroom-common';
import { quantity } from '../components/numbers';
import styles from './errors.module.css';

export type Dot = { readonly name: string; readonly figure: Figure };

/** Shares on one scale, each a dot on its 95 % interval; a line stands where the first one is. The numbers stand in the table below. */
export function DotPlot(props: { dots: readonly Dot[]; name: string }) {
  const { dots, name } = props;
  if (dots.length === 0) return null;
  const least = Math.min(
    ...dots.map(({ figure }) => figure.low ?? figure.value),
  );
  const most = Math.max(
    ...dots.map(({ figure }) => figure.high ?? figure.value),
  );
  const span = most - least || 1;
  const at = (share: number) => ((share - least) / span) * 100;
  return (
    <figure className={styles.dots} aria-label={name}>
      <ul>
        {dots.map(({ name: of, figure }) => {
          const low = at(figure.low ?? figure.value);
          const high = at(figure.high ?? figure.value);
          return (
            <li key={of}>
              <span className={styles.dotName} title={of}>
                {of}
              </span>
              <span className={styles.dotTrack} aria-hidden="true">
                <span
                  className={styles.dotAverage}
                  style={{ left: `${at(dots[0].figure.value)}%` }}
                />
                <span
                  className={styles.dotInterval}
                  style={{ left: `${low}%`, width: `${high - low}%` }}
                />
                <span
                  className={styles.dotPoint}
                  style={{ left: `${at(figure.value)}%` }}
                />
              </span>
            </li>
          );
        })}
      </ul>
      <figcaption className={styles.dotScale}>
        <span>{quantity(least, 'percent')}</span>
        <span>{quantity(most, 'percent')}</span>
      </figcaption>
    </figure>
  );
}
