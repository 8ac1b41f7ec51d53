import { profileTable } from '@greenroom/dataset';
import { Command, optional } from '../Command';
import { schemaColumns } from '../schemaColumns';
import { textTable } from '../textTable';
import { UsageError } from '../UsageError';
import { withInput } from '../withInput';

export const dataProfile: Command = {
  usage: 'data profile TABLE [--schema MANIFEST] [--format json]',
  options: { schema: { type: 'string' } },
  async run([name], flags) {
    if (!name) throw new UsageError('Name a table.');
    const columns = await schemaColumns(optional(flags, 'schema'));
    return withInput(
      name,
      async table => {
        const profile = await profileTable(table);
        return {
          json: { ...profile, notes: table.notes },
          text: [
            textTable(
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
            ...table.notes,
          ].join('\n'),
        };
      },
      { columns },
    );
  },
};
