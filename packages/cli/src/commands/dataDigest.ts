import { digestTable } from '@greenroom/dataset';
import type { Command } from '../Command';
import { openInput } from '../openInput';
import { UsageError } from '../UsageError';

export const dataDigest: Command = {
  usage: 'data digest TABLE [--format json]',
  options: {},
  async run([name]) {
    if (!name) throw new UsageError('Name a table.');
    const table = await openInput(name);
    try {
      const digest = await digestTable(table);
      return {
        json: { digest, rows: table.rowCount, columns: table.columns.length },
        text: `${digest}  ${table.rowCount} rows, ${table.columns.length} columns`,
      };
    } finally {
      table.close();
    }
  },
};
