import { connect } from '../connect';
import { describe } from '../describe';
import { isOurs } from '../snapshot/snapshotColumns';
import { identifier, literal } from '../sql';
import type { TableColumn } from '../Table';
import { TableError } from '../TableError';
import type { ColumnDrift } from './ColumnDrift';
import { driftBetween, type DriftOptions } from './driftBetween';
import { readingOf } from './readingOf';

/** Rows of a Parquet file, such as `Table.writeParquet` or `writeSnapshot` makes: all of them, or those of one split. */
export type Population = {
  readonly file: string;
  readonly where?: { readonly column: string; readonly equals: string };
};

export type DriftReport = {
  readonly columns: readonly ColumnDrift[];
  /** A sentence on what was not compared, where something was not. */
  readonly remark?: string;
};

/**
 * How the columns of one population differ from those of another: a version
 * from the one before, a split from another, or a data set from the population
 * it should look like. The files are read where they lie.
 *
 * @throws TableError where a file has not the column that tells its splits
 */
export async function driftOfFiles(
  populations: { readonly from: Population; readonly to: Population },
  options: DriftOptions & {
    /** Columns that name rows, such as the key and the split. */
    readonly exclude?: readonly string[];
  } = {},
): Promise<DriftReport> {
  const { connection, close } = await connect();
  try {
    const columns: Record<string, TableColumn[]> = {};
    for (const side of ['from', 'to'] as const) {
      const { file, where } = populations[side];
      await connection.run(
        `CREATE VIEW "all_${side}" AS SELECT * FROM read_parquet(${literal(
          file,
        )})`,
      );
      columns[side] = (await describe(connection, `"all_${side}"`)).filter(
        ({ name }) => !isOurs(name),
      );
      if (where && !columns[side].some(({ name }) => name === where.column)) {
        throw new TableError(
          `There is no column ${where.column}, so its rows with ${where.equals} cannot be told. Correct the manifest or the header.`,
          file,
          1,
        );
      }
      await connection.run(
        `CREATE VIEW "${side}" AS SELECT * FROM "all_${side}"${
          where
            ? ` WHERE CAST(${identifier(where.column)} AS VARCHAR) = ${literal(
                where.equals,
              )}`
            : ''
        }`,
      );
    }
    const { shared, remark } = sharedColumns(columns.from, columns.to, options);
    return {
      columns: await driftBetween(
        connection,
        { from: '"from"', to: '"to"' },
        shared,
        options,
      ),
      ...(remark ? { remark } : {}),
    };
  } finally {
    close();
  }
}

/** Columns that both have and that are read the same way; a sentence on the others. */
function sharedColumns(
  from: readonly TableColumn[],
  to: readonly TableColumn[],
  options: {
    readonly exclude?: readonly string[];
    readonly categories?: readonly string[];
  },
): { shared: TableColumn[]; remark?: string } {
  const excluded = new Set(options.exclude);
  const categories = new Set(options.categories);
  const before = new Map(from.map(column => [column.name, column]));
  const wanted = to.filter(({ name }) => !excluded.has(name));
  const way = (column: TableColumn | undefined) => {
    const reading = column && readingOf(column, categories);
    return reading && `${reading.kind} ${reading.comparedBy}`;
  };
  const isShared = (column: TableColumn) =>
    before.has(column.name) &&
    way(before.get(column.name)) === way(column) &&
    way(column) !== undefined;
  const shared = wanted.filter(isShared);
  const left = [
    ...wanted.filter(column => !isShared(column)),
    ...from.filter(
      ({ name }) =>
        !excluded.has(name) && !to.some(column => column.name === name),
    ),
  ].map(({ name }) => name);
  return {
    shared,
    ...(left.length > 0
      ? {
          remark: `Not compared, since both sides do not have them or have them as different types: ${left.join(
            ', ',
          )}.`,
        }
      : {}),
  };
}
