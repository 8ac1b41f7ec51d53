import { connect } from '../connect';
import { describe } from '../describe';
import { literal } from '../sql';
import { Table } from '../Table';
import { isOurs } from './snapshotColumns';

/**
 * Opens what `writeSnapshot` wrote: `t` is a view, nothing is loaded. `columns`
 * are the columns of the data; the two of the snapshot can be named in SQL.
 */
export async function openSnapshot(file: string): Promise<Table> {
  const { connection, close } = await connect();
  try {
    await connection.run(
      `CREATE VIEW t AS SELECT * FROM read_parquet(${literal(file)})`,
    );
    const columns = (await describe(connection, 't')).filter(
      ({ name }) => !isOurs(name),
    );
    const counted = await connection.runAndReadAll(
      'SELECT count(*) AS n FROM t',
    );
    return new Table(
      connection,
      close,
      columns,
      Number(counted.getRowObjectsJS()[0].n),
      file,
      new Set(columns.map(({ name }) => name)),
    );
  } catch (error) {
    close();
    throw error;
  }
}
