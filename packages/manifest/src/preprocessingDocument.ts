import { z } from 'zod';
import { preprocessingStepSchema } from './preprocessingSteps';
import { filePath } from './tableDocument';

export * from './preprocessingSteps';

/** What the numbers (or texts) of a model's output are. */
export const OUTPUT_MEANINGS = [
  /** One a class, in the order of `classes`; of two classes, one number may stand for the second. */
  'probabilities',
  /** One a class before softmax; one number before the logistic function. */
  'logits',
  /** The name of the class. */
  'labels',
  /** The place of the class in `classes`, from 0. */
  'indices',
] as const;
export type OutputMeaning = (typeof OUTPUT_MEANINGS)[number];

/** How rows become the inputs of a model, and what its output is. Part of the model's version. */
export const preprocessingSchema = z.strictObject({
  input: z.string().min(1),
  output: z.string().min(1),
  /** Probabilities unless given. */
  holds: z.enum(OUTPUT_MEANINGS).optional(),
  steps: z.array(preprocessingStepSchema).min(1).max(50),
  samples: filePath.optional(),
});
export type Preprocessing = z.infer<typeof preprocessingSchema>;

/** Files that steps read: they are part of the model as its weights are. */
export function preprocessingFiles({
  steps,
}: Pick<Preprocessing, 'steps'>): string[] {
  const named = steps.flatMap(step => {
    switch (step.op) {
      case 'one-hot':
      case 'ordinal':
      case 'tf-idf':
        return step.vocabulary ?? [];
      case 'tokens':
        return step.tokenizer;
      default:
        return [];
    }
  });
  return [...new Set(named)];
}
