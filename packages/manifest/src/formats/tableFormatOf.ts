import type { TableFormat } from '../tableDocument';

/** The format of a table by what is said of it (a media type, a format, a path); undefined where it is none that is read. */
export function tableFormatOf(
  ...said: readonly (string | undefined)[]
): TableFormat | undefined {
  const words = said.join(' ').toLowerCase();
  if (/jsonl|json-?lines|ndjson/.test(words)) return 'jsonl';
  if (/parquet/.test(words)) return 'parquet';
  if (/\btsv\b|tab-separated/.test(words)) return 'tsv';
  if (/\bcsv\b|comma-separated/.test(words)) return 'csv';
  return /\bjson\b/.test(words) ? 'json' : undefined;
}
