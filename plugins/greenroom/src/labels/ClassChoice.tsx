import type { LabelIssue } from '@greenroom/backstage-plugin-greenroom-common';
import { digitOfClass } from './decisions/words';
import { quantity } from '../components/numbers';
import styles from './labels.module.css';

/** Past this many, classes are a list to choose from instead of buttons. */
const MOST_BUTTONS = 12;

/** Classes in order of likelihood, then the others as they are declared. */
export function inOrder(
  classes: readonly string[],
  likely: LabelIssue['likely'],
): string[] {
  const first = likely
    .map(({ label }) => label)
    .filter(label => classes.includes(label));
  return [...first, ...classes.filter(name => !first.includes(name))];
}

/** A class by one press, with the digit that does the same. */
export function ClassChoice(props: {
  classes: readonly string[];
  /** Stands out, where evidence suggests one. */
  suggested?: string;
  /** Classes with their probability, the likeliest first, where somebody may see them. */
  likely?: LabelIssue['likely'];
  onChoose: (name: string) => void;
}) {
  const { classes, suggested, likely = [], onChoose } = props;
  const pOf = (name: string) => likely.find(({ label }) => label === name)?.p;
  const ordered = inOrder(classes, likely);
  if (classes.length > MOST_BUTTONS) {
    return (
      <label className={styles.check}>
        Another class
        <select value="" onChange={event => onChoose(event.target.value)}>
          <option value="" disabled>
            choose
          </option>
          {ordered.map(name => (
            <option key={name} value={name}>
              {pOf(name) === undefined
                ? name
                : `${name}, p ${quantity(pOf(name) ?? 0, 'percent')}`}
            </option>
          ))}
        </select>
      </label>
    );
  }
  return (
    <div className={styles.actions} role="group" aria-label="Another class">
      {ordered.map(name => {
        const digit = digitOfClass(classes, name);
        const p = pOf(name);
        return (
          <button
            key={name}
            type="button"
            className={styles.classButton}
            data-suggested={name === suggested}
            onClick={() => onChoose(name)}
          >
            {name}
            {p === undefined ? null : (
              <small className={styles.muted}> {quantity(p, 'percent')}</small>
            )}
            {digit !== undefined && digit !== name ? <kbd>{digit}</kbd> : null}
          </button>
        );
      })}
    </div>
  );
}
