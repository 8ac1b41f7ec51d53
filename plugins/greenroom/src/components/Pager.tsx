import { Button } from '@backstage/ui';
import { count } from './numbers';
import styles from './rows.module.css';

/** "1 to 25 of 9,000", with steps back and on. */
export function Pager(props: {
  offset: number;
  limit: number;
  total: number;
  onMove: (offset: number) => void;
  /** What is paged, as in "rows". */
  what: string;
}) {
  const { offset, limit, total, onMove, what } = props;
  if (total === 0) return null;
  return (
    <nav className={styles.pager} aria-label={`Pages of ${what}`}>
      <span role="status">
        {count(offset + 1)} to {count(Math.min(total, offset + limit))} of{' '}
        {count(total)} {what}
      </span>
      {total > limit ? (
        <span className={styles.buttons}>
          <Button
            size="small"
            variant="secondary"
            isDisabled={offset === 0}
            onPress={() => onMove(Math.max(0, offset - limit))}
          >
            Previous
          </Button>
          <Button
            size="small"
            variant="secondary"
            isDisabled={offset + limit >= total}
            onPress={() => onMove(offset + limit)}
          >
            Next
          </Button>
        </span>
      ) : null}
    </nav>
  );
}
