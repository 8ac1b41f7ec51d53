import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import { csvCell, identifier } from '@greenroom/dataset';
import type { RowFilter } from '@greenroom/backstage-plugin-greenroom-common';
import { cellSql } from './cellSql';
import type { ResultFiles } from './ResultFiles';
import type { RowAccess } from './RowAccess';
import { countSql, rowSql } from './rowSql';
import { toCell } from './toCell';

/** More rows are not exported: who wants all of them reads the file in git. */
const EXPORTED_ROWS = 1_000_000;

export type PreparedExport = {
  /** A file name without signs that a header or a file system minds. */
  readonly fileName: string;
  readonly rows: number;
  /** Writes the whole file, a chunk at a time; waits where the reader is slower. */
  write(sink: (text: string) => Promise<void>): Promise<void>;
};

/** The rows of a filter as CSV that no spreadsheet takes for formulas; pictures and lists by their size. */
export class RowExport {
  constructor(
    private readonly rooms: { access: RowAccess; files: ResultFiles },
  ) {}

  /**
   * @throws NotAllowedError where the caller may not see rows
   * @throws InputError where there are too many
   */
  async prepare(
    request: { readonly versionId: string; readonly filter?: RowFilter },
    credentials: BackstageCredentials,
  ): Promise<PreparedExport> {
    const { access, files } = this.rooms;
    const table = await access.table(request.versionId, credentials);
    if (table.hidden)
      throw new NotAllowedError('You may not see rows, so none are exported.');
    const { filter } = request;
    const sql = rowSql(table, { filter }, 'without predictions');
    const [{ n }] = await files.count(
      { t: table.file },
      countSql(sql),
      sql.values,
    );
    const rows = Number(n);
    if (rows > EXPORTED_ROWS)
      throw new InputError(
        `The filter selects ${rows} rows; at most ${EXPORTED_ROWS} are exported. Narrow the filter, or read the file in git.`,
      );
    const cells = table.cells.map(
      ({ name, sqlType }, i) =>
        `${cellSql(identifier(name), sqlType)} AS c${i}`,
    );
    const header = table.cells.map(({ name }) => csvCell(name)).join(',');
    return {
      fileName: `${table.manifest.name}-${request.versionId}.csv`.replace(
        /[^\w.-]/g,
        '_',
      ),
      rows,
      write: async sink => {
        await sink(`${header}\r\n`);
        if (cells.length === 0) return;
        await files.stream(
          { t: table.file },
          `SELECT ${cells.join(', ')} ${sql.from} ${sql.order}`,
          sql.values,
          async chunk => {
            const lines = chunk.map(row =>
              table.cells
                .map((_, i) => csvCell(toCell(row[`c${i}`])))
                .join(','),
            );
            if (lines.length > 0) await sink(`${lines.join('\r\n')}\r\n`);
          },
        );
      },
    };
  }
}
