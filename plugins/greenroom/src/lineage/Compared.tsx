import { plural } from '../components/numbers';
import type { Mark } from './graph/difference';
import styles from './lineage.module.css';

/** How much two lineages have in common. */
export function Compared(props: {
  marks: ReadonlyMap<string, Mark>;
  address: { at?: string; comparedAt?: string };
}) {
  const { marks, address } = props;
  const count = (mark: Mark) =>
    [...marks.values()].filter(each => each === mark).length;
  const now = address.at ?? 'now';
  return (
    <p className={styles.note} role="status">
      Held against {address.comparedAt}: {plural(count('first'), 'node')} only
      here ({now}), {count('second')} only there ({address.comparedAt}),{' '}
      {count('both')} in both.
    </p>
  );
}
