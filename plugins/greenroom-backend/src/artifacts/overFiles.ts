import { identifier, literal, ROW_COLUMN } from '@greenroom/dataset';

/** Files that SQL over artifacts names: a table `t`, changed rows `c`, predictions `p`, a selection `s`. */
export type NamedFiles = { readonly [name in 't' | 'c' | 'p' | 's']?: string };

/** Names stand for files by common table expressions, which hold nothing: conditions reach the files. */
export function overFiles(files: NamedFiles, sql: string): string {
  const named = Object.entries(files).map(
    ([name, file]) =>
      `${name} AS NOT MATERIALIZED (SELECT ${columnsOf(
        name,
      )} FROM read_parquet(${literal(file)}))`,
  );
  return named.length > 0 ? `WITH ${named.join(', ')} ${sql}` : sql;
}

/** Snapshots number their rows themselves; changed rows are numbered by their place. */
function columnsOf(name: string): string {
  return name === 'c' ? `*, file_row_number AS ${identifier(ROW_COLUMN)}` : '*';
}
