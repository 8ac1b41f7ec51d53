import { InputError } from '@backstage/errors';
import type { LabelledDataset, ManifestColumn } from '@greenroom/manifest';
import type { RowsRequest } from './RowService';

export type RowQuery = {
  readonly count: string;
  readonly page: string;
  readonly values: string[];
};

/**
 * The SQL of one page of rows: what a person typed is bound, never written into
 * it, and only columns the person may see can be filtered or searched.
 *
 * @throws InputError for a filter on a column that is not there or not to be seen
 */
export function rowQuery(
  manifest: LabelledDataset,
  visible: readonly ManifestColumn[],
  { filter = {}, offset, limit }: RowsRequest,
  predictions?: string,
): RowQuery {
  const values: string[] = [];
  const bind = (value: string) => `$${values.push(value)}`;
  const text = (name: string) => `CAST(m.${quoted(name)} AS VARCHAR)`;
  const readable = visible.filter(({ type }) => type !== 'image');
  const where: string[] = [];
  if (filter.keys) {
    where.push(
      filter.keys.length === 0
        ? 'false'
        : `${text(manifest.key)} IN (${filter.keys.map(bind).join(', ')})`,
    );
  }
  for (const [name, value] of Object.entries(filter.equals ?? {})) {
    if (!readable.some(column => column.name === name)) {
      throw new InputError(
        `There is no column ${name} to filter by. Choose one of ${readable
          .map(column => column.name)
          .join(', ')}.`,
      );
    }
    where.push(`coalesce(${text(name)}, '') = ${bind(value)}`);
  }
  if (filter.search && readable.length > 0) {
    const needle = bind(filter.search.toLowerCase());
    where.push(
      `(${readable
        .map(({ name }) => `contains(lower(${text(name)}), ${needle})`)
        .join(' OR ')})`,
    );
  }
  const joined = predictions
    ? `JOIN read_parquet('${predictions.replace(
        /'/g,
        "''",
      )}') p ON p.key = ${text(manifest.key)}`
    : '';
  if (
    !predictions &&
    (filter.wrong !== undefined || filter.predicted !== undefined)
  ) {
    throw new InputError('Filters on predictions need a run. Name runId.');
  }
  if (filter.wrong !== undefined)
    where.push(`p.given ${filter.wrong ? '<>' : '='} p.predicted`);
  if (filter.predicted !== undefined)
    where.push(`p.predicted = ${bind(filter.predicted)}`);
  const from = `FROM t m ${joined} WHERE ${['true', ...where].join(' AND ')}`;
  const columns = [
    `${text(manifest.key)} AS row_key`,
    ...readable.map(({ name }) => `m.${quoted(name)}`),
    ...(predictions
      ? ['p.predicted AS row_predicted', 'list_max(p.p) AS row_p']
      : []),
  ];
  return {
    count: `SELECT count(*) AS n ${from}`,
    page: `SELECT ${columns.join(
      ', ',
    )} ${from} ORDER BY row_key LIMIT ${Math.trunc(limit)} OFFSET ${Math.trunc(
      offset,
    )}`,
    values,
  };
}

function quoted(name: string): string {
  return `"${name.replace(/"/g, '""')}"`;
}
