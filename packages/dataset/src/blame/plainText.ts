import { CsvImage } from './CsvImage';

/** What `openTable` would weigh against one another. */
const DELIMITERS = [',', ';', '\t', '|'];

/**
 * A file that needs no DuckDB to be read: its delimiter is beyond doubt, and
 * so is each of its rows. Undefined for any other, which `openTable` reads or
 * refuses; what is taken here, it would take for the same rows.
 */
export function plainText(
  bytes: Buffer,
  format: 'csv' | 'tsv',
): CsvImage | undefined {
  const delimiter = format === 'csv' ? ',' : '\t';
  const end = bytes.indexOf('\n');
  const header = bytes.subarray(0, end < 0 ? bytes.length : end);
  const hasOther =
    format === 'csv' &&
    DELIMITERS.some(other => other !== delimiter && header.includes(other));
  if (hasOther || bytes.includes(0)) return undefined;
  const image = CsvImage.of(bytes, delimiter.charCodeAt(0));
  return image && image.names.length > 1 ? image : undefined;
}
