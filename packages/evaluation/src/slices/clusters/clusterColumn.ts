import { identifier, type Table } from '@greenroom/dataset';
import { createHash } from 'node:crypto';
import { scaleToLength } from '../../preprocessing/scaleToLength';
import { RowClusters } from './RowClusters';
import { TextVectors } from './TextVectors';

/** Rows among which centres are sought: enough for a dozen, and a second of work. */
export const CLUSTERED_SAMPLE_ROWS = 5_000;

const LIST_OF_NUMBERS = /^(FLOAT|DOUBLE)\[\d*\]$/;

/** Whether a column of this type of DuckDB's may hold what a model made of each row. */
export function isEmbeddingType(type: string): boolean {
  return LIST_OF_NUMBERS.test(type);
}

/** How the rows of a table are counted and named. */
export type NumberedTable = {
  readonly table: Table;
  /** SQL of a row's number, from 0. */
  readonly number: string;
  /** The column by which people know a row; its number where absent. */
  readonly key?: string;
};

/** The cluster of each row by the words of a column of texts; undefined for too few rows. */
export async function clusterTexts(
  numbered: NumberedTable,
  column: string,
): Promise<readonly (string | null)[] | undefined> {
  const text = `CAST(${identifier(column)} AS VARCHAR)`;
  const isThere = `${text} IS NOT NULL`;
  const sample = (await sampled(numbered.table, text, isThere)) as string[];
  const vectors = new TextVectors(sample);
  const clusters = RowClusters.fit(
    sample.map(each => vectors.of(each)),
    TextVectors.COLUMNS,
    await sizeOf(numbered.table, isThere),
  );
  if (!clusters) return undefined;
  await forEachCell(numbered, text, isThere, (row, cell) =>
    clusters.add(row, vectors.of(cell as string), cell as string),
  );
  return finishClusters(numbered, clusters);
}

/** The same by a column of lists of numbers, by their angle; lists of another length than most are left out. */
export async function clusterEmbeddings(
  numbered: NumberedTable,
  column: string,
): Promise<readonly (string | null)[] | undefined> {
  const { table } = numbered;
  const list = identifier(column);
  const [longest] = await table.query(
    `SELECT len(${list}) AS width FROM t WHERE len(${list}) > 0
      GROUP BY ALL ORDER BY count(*) DESC, width LIMIT 1`,
  );
  if (!longest) return undefined;
  const width = Number(longest.width);
  const isThere = `len(${list}) = ${width}
    AND list_bool_and(list_transform(${list}, x -> isfinite(x)))`;
  const clusters = RowClusters.fit(
    (await sampled(table, list, isThere)).map(direction),
    width,
    await sizeOf(table, isThere),
  );
  if (!clusters) return undefined;
  await forEachCell(numbered, list, isThere, (row, cell) =>
    clusters.add(row, direction(cell)),
  );
  return finishClusters(numbered, clusters);
}

/** The same by vectors of some rows, such as what their pictures look like. */
export async function clusterVectors(
  numbered: NumberedTable,
  vectors: ReadonlyMap<number, Float32Array>,
  columns: number,
): Promise<readonly (string | null)[] | undefined> {
  const sample = [...vectors.values()]
    .map(vector => ({ vector, print: printOf(vector) }))
    .sort((a, b) => (a.print < b.print ? -1 : 1))
    .slice(0, CLUSTERED_SAMPLE_ROWS);
  const clusters = RowClusters.fit(
    sample.map(({ vector }) => vector),
    columns,
    { rows: numbered.table.rowCount, clustered: vectors.size },
  );
  if (!clusters) return undefined;
  for (const [row, vector] of vectors) clusters.add(row, vector);
  return finishClusters(numbered, clusters);
}

function printOf(vector: Float32Array): string {
  return createHash('md5').update(vector).digest('hex');
}

/**
 * Clusters of the cells that are there, to which each row is then added.
 *
 * @param vectorOf - what a cell is compared by; undefined where it is broken
 */
export async function fitClusters(
  table: Table,
  cell: string,
  columns: number,
  vectorOf: (cell: unknown) => Float32Array | undefined,
): Promise<RowClusters | undefined> {
  const isThere = `${cell} IS NOT NULL`;
  const sample = await sampled(table, cell, isThere);
  return RowClusters.fit(
    sample.flatMap(each => vectorOf(each) ?? []),
    columns,
    await sizeOf(table, isThere),
  );
}

/** The names of clusters that all rows were added to. */
export async function finishClusters(
  { table, number, key }: NumberedTable,
  clusters: RowClusters,
): Promise<readonly (string | null)[]> {
  const names = new Map<number, string>();
  const middle = clusters.middleRows();
  if (key !== undefined && middle.length > 0) {
    const rows = await table.query(
      `SELECT * FROM (SELECT ${number} AS n, CAST(${identifier(
        key,
      )} AS VARCHAR) AS key FROM t) WHERE n IN (${middle.join(', ')})`,
    );
    for (const row of rows) names.set(Number(row.n), String(row.key));
  }
  return clusters.finish(row => names.get(row) ?? String(row));
}

/** By what they hold, so that no order of the table's rows tells. */
async function sampled(table: Table, cell: string, isThere: string) {
  const rows = await table.query(
    `SELECT ${cell} AS cell FROM t WHERE ${isThere}
      ORDER BY md5(CAST(${cell} AS VARCHAR)) LIMIT ${CLUSTERED_SAMPLE_ROWS}`,
  );
  return rows.map(row => row.cell as unknown);
}

async function sizeOf(table: Table, isThere: string) {
  const [{ n }] = await table.query(
    `SELECT count(*) AS n FROM t WHERE ${isThere}`,
  );
  return { rows: table.rowCount, clustered: Number(n) };
}

async function forEachCell(
  { table, number }: NumberedTable,
  cell: string,
  isThere: string,
  take: (row: number, cell: unknown) => void,
): Promise<void> {
  for await (const [numbers, cells] of table.streamColumns(
    `SELECT n, cell FROM (SELECT ${number} AS n, ${cell} AS cell, ${isThere} AS there FROM t) WHERE there`,
  ))
    numbers.forEach((row, i) => take(Number(row), cells[i]));
}

function direction(list: unknown): Float32Array {
  const values = Float32Array.from(itemsOf(list), Number);
  scaleToLength(values, 'l2');
  return values;
}

/** Lists come as arrays from a query, and as DuckDB's own values from a stream. */
function itemsOf(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list : (list as { items: unknown[] }).items;
}
