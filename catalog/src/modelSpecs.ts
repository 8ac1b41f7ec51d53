import type { Preprocessing } from '@greenroom/manifest';
import type { TrainingPlan } from './Network';

export type ModelName = 'digit-reader' | 'mail-filter';

/** What a model of the organisation is, apart from its weights. */
export type ModelSpec = {
  readonly name: ModelName;
  readonly title: string;
  readonly description: string;
  readonly owner: string;
  readonly team: string;
  readonly system: string;
  readonly tags: readonly string[];
  readonly task: 'image-classification' | 'text-classification';
  readonly hubTask: string;
  readonly classes: readonly string[];
  readonly dataset: string;
  readonly dataRepository: string;
  readonly table: string;
  readonly preprocessing: Preprocessing;
  readonly gate: number;
  readonly intendedUse: string;
  readonly limits: string;
  /** By major version: 1 is linear, 2 a network. */
  readonly plans: Readonly<Record<1 | 2, TrainingPlan>>;
};

export const MODELS: Readonly<Record<ModelName, ModelSpec>> = {
  'digit-reader': {
    name: 'digit-reader',
    title: 'Digit reader',
    description: 'Reads one handwritten digit of a scanned paper form.',
    owner: 'group:default/vision',
    team: 'vision',
    system: 'paper-forms',
    tags: ['images', 'forms'],
    task: 'image-classification',
    hubTask: 'image-classification',
    classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    dataset: 'digits',
    dataRepository: 'northlight/digits-data',
    table: 'data/labels.csv',
    preprocessing: {
      input: 'input',
      output: 'probabilities',
      steps: [
        {
          op: 'image',
          column: 'pixels',
          scale: 0.00392156862745098,
          offset: 0,
          layout: 'flat',
        },
      ],
      samples: 'model/samples.json',
    },
    gate: 0.9,
    intendedUse:
      'Fills the amount and date boxes of paper forms. A box is read only when every digit has a probability over 0.9; the rest goes to a person.',
    limits:
      'It was trained on single, centred digits of 28 by 28 pixels. Crossed sevens and digits that touch the box are read worse.',
    plans: {
      1: { hidden: 0, epochs: 8, learningRate: 0.002, seed: 'digit-reader 1' },
      2: {
        hidden: 40,
        epochs: 16,
        learningRate: 0.002,
        seed: 'digit-reader 2',
      },
    },
  },
  'mail-filter': {
    name: 'mail-filter',
    title: 'Mail filter',
    description: 'Tells unsolicited mail from wanted mail in shared mailboxes.',
    owner: 'group:default/mail',
    team: 'mail',
    system: 'shared-mailboxes',
    tags: ['text', 'mail'],
    task: 'text-classification',
    hubTask: 'text-classification',
    classes: ['ham', 'spam'],
    dataset: 'mails',
    dataRepository: 'northlight/mail-data',
    table: 'data/mails.jsonl',
    preprocessing: {
      input: 'input',
      output: 'probabilities',
      steps: [
        {
          op: 'hash-text',
          columns: ['subject', 'body'],
          buckets: 2048,
          ngrams: 1,
          lowercase: true,
          weighting: 'log',
          normalise: 'l2',
        },
      ],
      samples: 'model/samples.json',
    },
    gate: 0.92,
    intendedUse:
      'Sorts mail that reaches shared mailboxes. Mail that is taken for unsolicited is kept in quarantine for thirty days and never deleted by the filter.',
    limits:
      'The mails are English and twenty years old. Newsletters that people asked for look like unsolicited mail to it.',
    plans: {
      1: { hidden: 0, epochs: 12, learningRate: 0.01, seed: 'mail-filter 1' },
      2: { hidden: 16, epochs: 8, learningRate: 0.005, seed: 'mail-filter 2' },
    },
  },
};
