import { diffTables } from '@greenroom/dataset';
import { Command, optional, required } from '../Command';
import { openInput } from '../openInput';
import { textTable } from '../textTable';
import { UsageError } from '../UsageError';

export const dataDiff: Command = {
  usage: 'data diff FROM TO --key A[,B] [--label COL] [--format json]',
  options: { key: { type: 'string' }, label: { type: 'string' } },
  async run([fromName, toName], flags) {
    if (!fromName || !toName) throw new UsageError('Name two tables.');
    const key = required(flags, 'key').split(',');
    const from = await openInput(fromName);
    try {
      const to = await openInput(toName);
      try {
        const diff = await diffTables(from, to, {
          key,
          label: optional(flags, 'label'),
        });
        const { added, removed, changed } = diff.rows;
        return {
          json: diff,
          text: [
            `+${added} rows  −${removed}  ~${changed}`,
            ...(diff.labelTransitions.length > 0
              ? [
                  textTable(
                    ['from', 'to', 'rows'],
                    diff.labelTransitions.map(
                      ({ from: before, to: after, count }) => [
                        before,
                        after,
                        count,
                      ],
                    ),
                  ),
                ]
              : []),
          ].join('\n'),
        };
      } finally {
        to.close();
      }
    } finally {
      from.close();
    }
  },
};
