import { labelNext } from '@greenroom/label-quality';
import { Command, required } from '../Command';
import { readAnnotations } from '../readAnnotations';
import { fitRows, readModels, requireModels } from '../readModels';

/** Rows that are printed for people; JSON has them all. */
const PRINTED_ROWS = 20;

export const labelsNext: Command = {
  usage: 'labels next --annotations TABLE --pred-probs ARRAY… [--format json]',
  options: {
    annotations: { type: 'string' },
    'pred-probs': { type: 'string', multiple: true },
  },
  async run(_positionals, flags) {
    const file = required(flags, 'annotations');
    const models = requireModels(await readModels(flags));
    const { annotations } = await readAnnotations(file, models.classes);
    const { order, scores, temperatures } = labelNext(
      annotations,
      fitRows(models, annotations.rows),
    );
    return {
      json: {
        order: Array.from(order),
        scores: Array.from(scores),
        temperatures,
      },
      text: `Rows to label next: ${Array.from(
        order.subarray(0, PRINTED_ROWS),
      ).join(', ')}${order.length > PRINTED_ROWS ? ', …' : ''}`,
    };
  },
};
