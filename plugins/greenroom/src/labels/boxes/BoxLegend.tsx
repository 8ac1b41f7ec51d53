import type { BoxMark } from '../../boxes/BoxesOverlay';
import styles from './workbench.module.css';

const ORIGINS: readonly { origin: BoxMark['origin']; name: string }[] = [
  { origin: 'given', name: 'given (solid)' },
  { origin: 'suggested', name: 'suggested (dashed)' },
  { origin: 'person', name: 'yours (dotted)' },
];

/** What the lines of the picture mean; only those that are drawn. */
export function BoxLegend(props: { marks: readonly BoxMark[] }) {
  const { marks } = props;
  const drawn = ORIGINS.filter(({ origin }) =>
    marks.some(mark => mark.origin === origin),
  );
  return (
    <ul className={styles.legend} aria-label="Lines of the picture">
      {drawn.map(({ origin, name }) => (
        <li key={origin} data-origin={origin}>
          {name}
        </li>
      ))}
      {marks.some(({ isFaint }) => isFaint) ? (
        <li>faint: will not stand</li>
      ) : null}
    </ul>
  );
}
