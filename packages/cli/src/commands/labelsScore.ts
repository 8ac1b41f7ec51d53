import { SCORE_METHODS, scoreLabels } from '@greenroom/label-quality';
import { Command, oneOf } from '../Command';
import { readLabelInput } from '../readLabelInput';

export const labelsScore: Command = {
  usage:
    'labels score --labels ARRAY --pred-probs ARRAY… [--method S] [--adjust] [--format json]',
  options: {
    labels: { type: 'string' },
    'pred-probs': { type: 'string', multiple: true },
    method: { type: 'string' },
    adjust: { type: 'boolean' },
  },
  async run(_positionals, flags) {
    const { scores } = scoreLabels({
      ...(await readLabelInput(flags)),
      method: oneOf(flags, 'method', SCORE_METHODS) ?? 'self_confidence',
      adjust: flags.adjust === true,
    });
    return {
      json: { scores: Array.from(scores) },
      text: Array.from(scores).join('\n'),
    };
  },
};
