import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { identifier } from '@greenroom/dataset';
import { isNestedType } from './columnTypes';
import { hasKey, keyText } from './keySql';
import type { ResultFiles } from './ResultFiles';
import type { RowAccess, VisibleTable } from './RowAccess';

/** Cells of a row as text, by column; null where there is no value. */
export type CellTexts = Readonly<Record<string, string | null>>;

/** More of them are no splits. */
const SPLITS = 100;

/** Whole cells of some rows, for changes of them. */
export class RowCells {
  constructor(
    private readonly rooms: { access: RowAccess; files: ResultFiles },
  ) {}

  /**
   * The table of a version, less what the caller may not see.
   *
   * @throws NotAllowedError where that is all of it
   */
  async table(
    versionId: string,
    credentials: BackstageCredentials,
  ): Promise<VisibleTable> {
    const table = await this.rooms.access.table(versionId, credentials);
    if (table.hidden)
      throw new NotAllowedError(
        'The rows of this data set are hidden from you.',
      );
    return table;
  }

  seesPersonal(
    credentials: BackstageCredentials,
    assetId: string,
  ): Promise<boolean> {
    return this.rooms.access.seesPersonal(credentials, assetId);
  }

  /** By key; rows that are not there are missing. Bytes are left out. */
  async of(
    table: VisibleTable,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, CellTexts>> {
    if (keys.length === 0) return new Map();
    const columns = [
      ...table.cells,
      ...(table.boxes ? [table.boxes] : []),
    ].filter(({ sqlType }) => sqlType !== 'BLOB');
    const values: (string | number)[] = [];
    const where = hasKey(table, keys, value => `$${values.push(value)}`);
    const rows = await this.rooms.files.query(
      { t: table.file },
      `SELECT ${[
        `${keyText(table)} AS k`,
        ...columns.map(
          ({ name, sqlType }, i) => `${cellText(name, sqlType)} AS c${i}`,
        ),
      ].join(', ')} FROM t WHERE ${where}`,
      values,
    );
    return new Map(
      rows.map(row => [
        String(row.k),
        Object.fromEntries(
          columns.map(({ name }, i) => {
            const value = row[`c${i}`];
            return [
              name,
              value === null || value === undefined ? null : String(value),
            ];
          }),
        ),
      ]),
    );
  }

  /** Which of these keys there are, whether or not the caller may see the column. */
  async taken(
    table: VisibleTable,
    keys: readonly string[],
  ): Promise<ReadonlySet<string>> {
    if (keys.length === 0) return new Set();
    const values: (string | number)[] = [];
    const where = hasKey(table, keys, value => `$${values.push(value)}`);
    const rows = await this.rooms.files.query(
      { t: table.file },
      `SELECT ${keyText(table)} AS k FROM t WHERE ${where}`,
      values,
    );
    return new Set(rows.map(({ k }) => String(k)));
  }

  /** The splits that rows are of. */
  async splits(
    table: VisibleTable,
    column: string,
  ): Promise<readonly string[]> {
    const id = identifier(column);
    const rows = await this.rooms.files.query(
      { t: table.file },
      `SELECT DISTINCT CAST(${id} AS VARCHAR) AS s FROM t WHERE ${id} IS NOT NULL ORDER BY 1 LIMIT ${SPLITS}`,
    );
    return rows.map(({ s }) => String(s));
  }
}

/** Lists and structures as JSON, as files of text write them. */
function cellText(name: string, sqlType: string): string {
  const id = identifier(name);
  return isNestedType(sqlType)
    ? `CAST(to_json(${id}) AS VARCHAR)`
    : `CAST(${id} AS VARCHAR)`;
}
