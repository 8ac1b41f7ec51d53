import {
  annotatorConfusion,
  Annotations,
  Consensus,
  crowdlab,
  dawidSkene,
  majorityConsensus,
} from '@greenroom/label-quality';
import { Command, oneOf, required } from '../Command';
import { readAnnotations } from '../readAnnotations';
import { fitRows, Models, readModels, requireModels } from '../readModels';
import { orNull } from '../orNull';
import { textTable } from '../textTable';

const METHODS = ['crowdlab', 'dawid-skene', 'majority'] as const;
const PICKS = ['best_quality', 'majority_vote'] as const;

/** Annotators that are printed for people; JSON has them all. */
const PRINTED_ANNOTATORS = 20;

type Options = Parameters<typeof crowdlab>[2];

const METHOD_OF: Readonly<
  Record<
    (typeof METHODS)[number],
    (
      annotations: Annotations,
      models: Models | undefined,
      options: Options,
    ) => Consensus
  >
> = {
  crowdlab: (annotations, models, options) =>
    crowdlab(
      annotations,
      fitRows(requireModels(models), annotations.rows),
      options,
    ),
  'dawid-skene': annotations => dawidSkene(annotations),
  majority: (annotations, models) =>
    majorityConsensus(annotations, fitRows(models, annotations.rows)),
};

export const labelsConsensus: Command = {
  usage:
    'labels consensus --annotations TABLE [--pred-probs ARRAY…] [--method crowdlab|dawid-skene|majority] [--consensus best_quality|majority_vote] [--calibrate] [--details] [--format json]',
  options: {
    annotations: { type: 'string' },
    'pred-probs': { type: 'string', multiple: true },
    method: { type: 'string' },
    consensus: { type: 'string' },
    calibrate: { type: 'boolean' },
    details: { type: 'boolean' },
  },
  async run(_positionals, flags) {
    const method = oneOf(flags, 'method', METHODS) ?? 'crowdlab';
    const pick = oneOf(flags, 'consensus', PICKS);
    const file = required(flags, 'annotations');
    const models = await readModels(flags);
    const given = await readAnnotations(file, models?.classes);
    const { annotations, names } = given;
    const found = METHOD_OF[method](annotations, models, {
      consensus: pick,
      probabilities: flags.calibrate === true ? 'calibrated' : 'as_given',
    });
    const { annotators: trust } = found;
    const annotators = names.map((name, a) => ({
      name,
      quality: orNull(trust.quality[a]),
      weight: orNull(trust.weight?.[a]),
      agreement: orNull(trust.agreement[a]),
      worstClass: trust.worstClass[a],
      labelled: trust.labelled[a],
    }));
    return {
      json: {
        method,
        rows: annotations.rows,
        classes: given.classes ?? annotations.classes,
        labels: Array.from(found.labels),
        quality: Array.from(found.quality, orNull),
        agreement: Array.from(found.agreement, orNull),
        annotators,
        modelWeights: Array.from(found.modelWeights),
        ...(flags.details === true ? details(annotations, names, found) : {}),
      },
      text: [
        `The consensus of ${annotations.rows} rows (${method}). Annotators, worst first:`,
        textTable(
          ['annotator', 'quality', 'agreement', 'labels'],
          [...annotators]
            .sort((a, b) => (a.quality ?? 2) - (b.quality ?? 2))
            .slice(0, PRINTED_ANNOTATORS)
            .map(each => [
              each.name,
              each.quality?.toFixed(4) ?? '',
              each.agreement?.toFixed(4) ?? '',
              each.labelled,
            ]),
        ),
      ].join('\n'),
    };
  },
};

/** Every annotation by itself, and who confuses what with what. */
function details(
  annotations: Annotations,
  names: readonly string[],
  { labels, annotationQuality }: Consensus,
) {
  const { rows, rowStarts, annotator, label } = annotations;
  return {
    annotations: Array.from({ length: rows }).flatMap((_, row) =>
      Array.from(
        { length: rowStarts[row + 1] - rowStarts[row] },
        (_unused, i) => {
          const t = rowStarts[row] + i;
          return {
            row,
            annotator: names[annotator[t]],
            label: label[t],
            quality: annotationQuality[t],
          };
        },
      ),
    ),
    confusion: annotatorConfusion(annotations, labels).map(cell => ({
      ...cell,
      annotator: names[cell.annotator],
    })),
  };
}
