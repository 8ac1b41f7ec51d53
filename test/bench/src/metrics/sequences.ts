import {
  EntityAccumulator,
  figuresOf,
  TextAccumulator,
} from '@greenroom/evaluation';
import type { Section } from '../Section';
import {
  compareFigures,
  MetricFixtures,
  partOf,
  valuesOf,
} from './MetricFixtures';

type TextReference = Readonly<Record<string, unknown>> & {
  readonly hyp: readonly string[];
  readonly ref: readonly string[];
};
type EntityReference = Readonly<Record<string, unknown>> & {
  readonly y_true: readonly (readonly string[])[];
  readonly y_pred: readonly (readonly string[])[];
};

/** Texts as sacrebleu, entities as seqeval. */
export const sequences: Section<MetricFixtures> = {
  name: 'sequences',
  async run(report, fixtures) {
    const text = partOf<TextReference>(fixtures, 'text');
    const texts = new TextAccumulator();
    texts.add({
      hypotheses: text.hyp,
      references: text.ref.map(reference => [reference]),
    });
    compareFigures(report, 'texts', valuesOf(figuresOf(texts.finish())), text, {
      bleu: 'bleu',
      chrf2: 'chrf',
      ter: 'ter',
    });
    const entity = partOf<EntityReference>(fixtures, 'ner');
    const entities = new EntityAccumulator();
    entities.add({ given: entity.y_true, predicted: entity.y_pred });
    compareFigures(
      report,
      'entities',
      valuesOf(figuresOf(entities.finish())),
      entity,
      {
        precision: 'precision',
        recall: 'recall',
        f1: 'f1',
      },
    );
  },
};
