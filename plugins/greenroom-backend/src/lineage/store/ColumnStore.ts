import type { ColumnEdge } from '@greenroom/governance';
import type { Knex } from 'knex';
import { inPages } from '../../database/inPages';
import { type LineageNodeRow, ROWS_AT_A_TIME } from './LineageRow';

type ColumnRow = {
  scope: string;
  from_number: number;
  from_column: string;
  to_number: number;
  to_column: string;
  how: string | null;
  origin: string;
};

/** Rows of seven values each. */
const ROWS_WRITTEN = ROWS_AT_A_TIME / 10;

/** Which columns were made of which, as others than manifests state it. */
export class ColumnStore {
  constructor(private readonly knex: Knex) {}

  /** Puts what a scope says in the place of what it said before; nodes that are not there say nothing. */
  async state(scope: string, columns: readonly ColumnEdge[]): Promise<void> {
    const numbers = await this.#numbers(
      columns.flatMap(({ from, to }) => [from.node, to.node]),
    );
    const rows = columns.flatMap(({ from, to, how, origin }): ColumnRow[] => {
      const [above, below] = [numbers.get(from.node), numbers.get(to.node)];
      return above === undefined || below === undefined
        ? []
        : [
            {
              scope,
              from_number: above,
              from_column: from.column,
              to_number: below,
              to_column: to.column,
              how: how ?? null,
              origin,
            },
          ];
    });
    const said: ColumnRow[] = await this.knex<ColumnRow>('lineage_columns')
      .where({ scope })
      .orderBy('number');
    // All of it is stated anew a few times a day, and is most often as it was.
    if (wordsOf(said) === wordsOf(rows)) return;
    await this.knex.transaction(async trx => {
      await trx('lineage_columns').where({ scope }).delete();
      await trx.batchInsert('lineage_columns', rows, ROWS_WRITTEN);
    });
  }

  /** Of columns that these nodes were made of, or went into. */
  async around(numbers: readonly number[]): Promise<ColumnEdge[]> {
    const found = new Map<number, ColumnEdge>();
    for (const page of inPages(numbers, ROWS_AT_A_TIME / 2)) {
      const rows: (ColumnRow & {
        number: number;
        from_id: string;
        to_id: string;
      })[] = await this.knex('lineage_columns as c')
        .join('lineage_nodes as f', 'f.number', 'c.from_number')
        .join('lineage_nodes as t', 't.number', 'c.to_number')
        .where(either =>
          either.whereIn('c.from_number', page).orWhereIn('c.to_number', page),
        )
        .select('c.*', 'f.id as from_id', 't.id as to_id');
      for (const row of rows)
        found.set(row.number, {
          from: { node: row.from_id, column: row.from_column },
          to: { node: row.to_id, column: row.to_column },
          ...(row.how !== null && { how: row.how }),
          origin: row.origin,
        });
    }
    return [...found].sort(([a], [b]) => a - b).map(([, edge]) => edge);
  }

  async #numbers(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const found = new Map<string, number>();
    for (const page of inPages([...new Set(ids)], ROWS_AT_A_TIME))
      for (const { id, number } of await this.knex<LineageNodeRow>(
        'lineage_nodes',
      ).whereIn('id', page))
        found.set(id, number);
    return found;
  }
}

function wordsOf(rows: readonly ColumnRow[]): string {
  return JSON.stringify(
    rows.map(row => [
      row.from_number,
      row.from_column,
      row.to_number,
      row.to_column,
      row.how,
      row.origin,
    ]),
  );
}
