import type { Cell } from '@greenroom/backstage-plugin-greenroom-common';
import { labelWords } from './labelWords';
import { decimal } from './numbers';
import styles from './rows.module.css';

/** One cell as text; null is said, not left blank, and boxes are counted. */
export function CellText(props: { cell: Cell | undefined }) {
  const { cell } = props;
  if (cell === null || cell === undefined)
    return <span className={styles.null}>none</span>;
  if (typeof cell === 'string') {
    const words = labelWords(cell);
    return (
      <span
        className={styles.text}
        title={words.length > 48 ? words : undefined}
      >
        {words}
      </span>
    );
  }
  // Whole numbers may be names of things: no separators, every digit.
  const measured = typeof cell === 'number' && !Number.isInteger(cell);
  return <>{measured ? decimal(cell) : String(cell)}</>;
}
