import { type FormEvent, useEffect, useId, useState } from 'react';
import { Button } from '@backstage/ui';
import { count } from './numbers';
import styles from './rows.module.css';

/** With this many pages or more, one can jump. */
const JUMP_PAGES = 3;

/** "1 to 25 of 9,000", with steps back and on, and a jump where there are many pages. */
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
  const pages = Math.ceil(total / limit);
  return (
    <nav className={styles.pager} aria-label={`Pages of ${what}`}>
      <span role="status">
        {count(offset + 1)} to {count(Math.min(total, offset + limit))} of{' '}
        {count(total)} {what}
      </span>
      {total > limit ? (
        <span className={styles.buttons}>
          {pages >= JUMP_PAGES ? (
            <Jump
              page={Math.floor(offset / limit) + 1}
              pages={pages}
              onJump={page => onMove((page - 1) * limit)}
            />
          ) : null}
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

function Jump(props: {
  page: number;
  pages: number;
  onJump: (page: number) => void;
}) {
  const { page, pages, onJump } = props;
  const id = useId();
  const [text, setText] = useState(String(page));
  useEffect(() => setText(String(page)), [page]);
  const go = (event: FormEvent) => {
    event.preventDefault();
    const asked = Math.trunc(Number(text));
    const next = Number.isFinite(asked)
      ? Math.min(pages, Math.max(1, asked))
      : page;
    setText(String(next));
    if (next !== page) onJump(next);
  };
  return (
    <form className={styles.jump} onSubmit={go}>
      <label htmlFor={id}>Page</label>
      <input
        id={id}
        inputMode="numeric"
        value={text}
        size={Math.max(3, String(pages).length)}
        onChange={event => setText(event.target.value)}
      />
      <span>of {count(pages)}</span>
    </form>
  );
}
