import {
  bleuCounts,
  bleuParts,
  EntityAccumulator,
  figuresOf,
  TextAccumulator,
} from '@greenroom/evaluation';
import type { Section } from '../Section';
import {
  compareFigures,
  MetricFixtures,
  partOf,
  TOLERANCE,
  valuesOf,
} from './MetricFixtures';

type TextReference = Readonly<Record<string, unknown>> & {
  readonly hyp: readonly string[];
  readonly ref: readonly string[];
  readonly bleu_precisions: readonly number[];
  readonly bp: number;
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
    const counts = text.hyp.map((hypothesis, i) =>
      bleuCounts(hypothesis, [text.ref[i]]),
    );
    const { precisions, brevityPenalty } = bleuParts(
      counts[0].map((_, j) => counts.reduce((sum, row) => sum + row[j], 0)),
    );
    report.near(
      'texts: precisions of BLEU, and its brevity penalty',
      [...precisions, brevityPenalty],
      [...text.bleu_precisions, text.bp],
      TOLERANCE,
    );
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
