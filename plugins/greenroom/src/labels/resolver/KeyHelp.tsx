import styles from '../labels.module.css';

const LOOKING: readonly [string, string][] = [
  ['J or →', 'next row'],
  ['←', 'row before'],
  ['?', 'this list'],
];
const DECIDING: readonly [string, string][] = [
  ['K', 'keep the given label'],
  ['S', 'take the suggestion'],
  ['E', 'exclude the row'],
  ['R', 'review later: send it to the rows put off'],
  ['Z', 'undo the last decision'],
];

/** What each key of the resolver does. */
export function KeyHelp(props: {
  classes: readonly string[];
  mayDecide: boolean;
}) {
  const { classes, mayDecide } = props;
  const digits = classes.every(name => /^\d$/.test(name))
    ? '0 to 9'
    : `1 to ${Math.min(9, classes.length)}`;
  const keys = mayDecide
    ? [...DECIDING, [digits, 'choose that class'] as const, ...LOOKING]
    : LOOKING;
  return (
    <dl className={styles.keys}>
      {keys.map(([key, meaning]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
