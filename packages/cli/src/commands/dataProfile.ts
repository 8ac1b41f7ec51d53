import { profileTable } from '@greenroom/dataset';
import type { Command } from '../Command';
import { openInput } from '../openInput';
import { textTable } from '../textTable';
import { UsageError } from '../UsageError';

export const dataProfile: Command = {
  usage: 'data profile TABLE [--format json]',
  options: {},
  async run([name]) {
    if (!name) throw new UsageError('Name a table.');
    const table = await openInput(name);
    try {
      const profile = await profileTable(table);
      return {
        json: profile,
        text: textTable(
          ['column', 'type', 'nulls', 'different', 'least', 'most'],
          profile.columns.map(column => [
            column.name,
            column.type,
            column.nulls,
            String(column.distinct ?? ''),
            String(column.min ?? ''),
            String(column.max ?? ''),
          ]),
        ),
      };
    } finally {
      table.close();
    }
  },
};
