import type { TextRow, TextTable } from './TextTable';

/** What two states of a table have of each other's rows, by key; rows of the same text are left out. */
export type RowPairs = {
  /** In the order of the second. */
  readonly changed: readonly (readonly [before: TextRow, after: TextRow])[];
  /** In the order of the first. */
  readonly gone: readonly TextRow[];
  /** In the order of the second. */
  readonly coming: readonly ComingRow[];
};

export type ComingRow = {
  readonly row: TextRow;
  /** Key of the row in front of it; null: it is the first. */
  readonly behind: string | null;
};

/** Rows by key; of several with one key the first comes out first. */
class Waiting<Row> {
  readonly #rows = new Map<string, Row[]>();

  add(key: string, row: Row): void {
    const same = this.#rows.get(key);
    if (same) same.push(row);
    else this.#rows.set(key, [row]);
  }

  take(key: string): Row | undefined {
    const same = this.#rows.get(key);
    if (!same) return undefined;
    const row = same.shift();
    if (same.length === 0) this.#rows.delete(key);
    return row;
  }

  rest(): Row[] {
    return [...this.#rows.values()].flat();
  }
}

/**
 * Pairs the rows of two states of a table. Both are walked through at once, and
 * only rows whose like has not come yet are held: few where most rows stay, all
 * of them where the rows come in another order.
 */
export function pairRows(before: TextTable, after: TextTable): RowPairs {
  const [olds, news] = [before.rows(), after.rows()].map(rows =>
    rows[Symbol.iterator](),
  );
  const gone = new Waiting<TextRow>();
  const coming = new Waiting<ComingRow>();
  const changed: [TextRow, TextRow][] = [];
  let last: TextRow | undefined;
  for (;;) {
    const old: TextRow | undefined = olds.next().value;
    const fresh: TextRow | undefined = news.next().value;
    if (!old && !fresh) break;
    if (old && fresh && textOf(before, old) === textOf(after, fresh)) {
      last = fresh;
      continue;
    }
    if (old && fresh && old.key === fresh.key) changed.push([old, fresh]);
    else {
      if (fresh) {
        const known = gone.take(fresh.key);
        if (known) changed.push([known, fresh]);
        else coming.add(fresh.key, { row: fresh, behind: last?.key ?? null });
      }
      if (old) {
        const known = coming.take(old.key);
        if (known) changed.push([old, known.row]);
        else gone.add(old.key, old);
      }
    }
    last = fresh;
  }
  return {
    changed: changed
      .filter(([was, is]) => textOf(before, was) !== textOf(after, is))
      .sort(([, a], [, b]) => a.start - b.start),
    gone: gone.rest().sort((a, b) => a.start - b.start),
    coming: coming.rest().sort((a, b) => a.row.start - b.row.start),
  };
}

function textOf({ text }: TextTable, { start, end }: TextRow): string {
  return text.slice(start, end);
}
