import type { Cell } from '@greenroom/backstage-plugin-greenroom-common';
import { decimal } from './numbers';
import styles from './rows.module.css';

/** One cell as text; null is said, not left blank. */
export function CellText(props: { cell: Cell | undefined }) {
  const { cell } = props;
  if (cell === null || cell === undefined)
    return <span className={styles.null}>none</span>;
  if (typeof cell === 'string') {
    return (
      <span className={styles.text} title={cell.length > 48 ? cell : undefined}>
        {cell}
      </span>
    );
  }
  // Whole numbers may be names of things: no separators, every digit.
  const measured = typeof cell === 'number' && !Number.isInteger(cell);
  return <>{measured ? decimal(cell) : String(cell)}</>;
}
