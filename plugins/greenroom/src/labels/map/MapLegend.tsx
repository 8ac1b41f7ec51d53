import { glyphOf } from './glyphs';
import styles from './map.module.css';

const SIZE = 14;
const RADIUS = 4.4;

/** Which sign stands for which class; a press makes one class stand out. */
export function MapLegend(props: {
  classes: readonly string[];
  only?: string;
  onPick: (name: string | undefined) => void;
}) {
  const { classes, only, onPick } = props;
  return (
    <ul
      className={styles.legend}
      aria-label="Classes; each makes its points stand out"
    >
      {classes.map((name, index) => {
        const { colour, draw } = glyphOf(index);
        return (
          <li key={name}>
            <button
              type="button"
              aria-pressed={only === name}
              onClick={() => onPick(only === name ? undefined : name)}
            >
              <Sign>
                <path fill={colour} d={draw(SIZE / 2, SIZE / 2, RADIUS)} />
              </Sign>
              {name}
            </button>
          </li>
        );
      })}
      <li className={styles.sign}>
        <Sign>
          <path
            className={styles.flagged}
            fill="none"
            d={glyphOf(0).draw(SIZE / 2, SIZE / 2, RADIUS)}
          />
        </Sign>
        outlined: doubtful
      </li>
    </ul>
  );
}

function Sign(props: { children: React.ReactNode }) {
  return (
    <svg
      width={SIZE}
      height={SIZE}
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      aria-hidden="true"
    >
      {props.children}
    </svg>
  );
}
