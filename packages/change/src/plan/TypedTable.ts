import {
  openTable,
  type TableColumn,
  type TableSpec,
} from '@greenroom/dataset';

/** The rows of one side as Parquet of our own, every column under its type. */
export type TypedTable = {
  readonly file: string;
  readonly columns: readonly TableColumn[];
  readonly rows: number;
};

/** @throws TableError naming file, line where known, and remedy */
export async function writeTyped(
  spec: TableSpec,
  file: string,
): Promise<TypedTable> {
  const table = await openTable(spec);
  try {
    await table.writeParquet(file);
    return { file, columns: table.columns, rows: table.rowCount };
  } finally {
    table.close();
  }
}

export function hasColumn({ columns }: TypedTable, name?: string): boolean {
  return name !== undefined && columns.some(column => column.name === name);
}

export function specOf({ file }: TypedTable): TableSpec & {
  readonly path: string;
} {
  return { path: file, format: 'parquet' };
}
