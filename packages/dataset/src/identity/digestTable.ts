import type { Table } from '../Table';
import { canonicalRow } from './canonicalRow';
import { RowsDigest } from './RowsDigest';

/**
 * The content digest of a table: a collision-resistant multiset hash over its
 * canonical rows (see `canonicalRow`). The order of rows, the order of columns
 * and the file format do not count; duplicates and the columns of side tables do.
 *
 * @returns `gr2:` and 64 hexadecimal digits
 */
export async function digestTable(table: Table): Promise<string> {
  return (await digestRows(table)).finish();
}

/** The rows of a table, or of a chunk of one, as a digest to merge with others. */
export async function digestRows(table: Table): Promise<RowsDigest> {
  const { sql, schema } = await canonicalRow(table);
  const digest = new RowsDigest(schema);
  for await (const rows of table.stream(`SELECT sha256(${sql}) AS h FROM t`)) {
    for (const { h } of rows) digest.add(String(h));
  }
  return digest;
}
