import { openTable, Table } from '@greenroom/dataset';

/** Open tables are kept until so many others were asked for. */
const OPEN_TABLES = 6;

/** Our own Parquet artifacts, opened once and kept while they are in use. */
export class TablePool {
  readonly #open = new Map<string, Promise<Table>>();

  get(file: string): Promise<Table> {
    const known = this.#open.get(file);
    const table = known ?? openTable({ path: file, format: 'parquet' });
    this.#open.delete(file);
    this.#open.set(file, table);
    if (!known) {
      table.catch(() => this.#open.delete(file));
      void this.#closeOldest();
    }
    return table;
  }

  async #closeOldest(): Promise<void> {
    while (this.#open.size > OPEN_TABLES) {
      const [file, table] = this.#open.entries().next().value!;
      this.#open.delete(file);
      // A query that has begun ends long before.
      setTimeout(
        () => table.then(opened => opened.close()).catch(() => {}),
        30_000,
      ).unref();
    }
  }
}
