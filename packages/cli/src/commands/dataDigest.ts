import { digestTable } from '@greenroom/dataset';
import { Command, optional } from '../Command';
import { schemaColumns } from '../schemaColumns';
import { UsageError } from '../UsageError';
import { withInput } from '../withInput';

export const dataDigest: Command = {
  usage: 'data digest TABLE [--schema MANIFEST] [--format json]',
  options: { schema: { type: 'string' } },
  async run([name], flags) {
    if (!name) throw new UsageError('Name a table.');
    const columns = await schemaColumns(optional(flags, 'schema'));
    return withInput(
      name,
      async table => {
        const digest = await digestTable(table);
        return {
          json: { digest, rows: table.rowCount, columns: table.columns.length },
          text: `${digest}  ${table.rowCount} rows, ${table.columns.length} columns`,
        };
      },
      columns,
    );
  },
};
