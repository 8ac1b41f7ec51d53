import styles from '../labels.module.css';

type Help = readonly [keys: string, meaning: string];

const LOOKING: readonly Help[] = [
  ['J or →', 'next row'],
  ['←', 'row before'],
  ['?', 'this list'],
];
const DECIDING: readonly Help[] = [
  ['K', 'keep the given label'],
  ['S', 'take the suggestion'],
  ['E', 'exclude the row'],
  ['R', 'review later: send it to the rows put off'],
  ['Z', 'undo the last decision'],
];

/** What each key of the resolver does. */
export function KeyHelp(props: { digits: Help; mayDecide: boolean }) {
  const { digits, mayDecide } = props;
  const keys = mayDecide ? [...DECIDING, digits, ...LOOKING] : LOOKING;
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
