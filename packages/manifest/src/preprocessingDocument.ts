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
  /** The number that is predicted, of regression. */
  'numbers',
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

/** A model on a server of the Open Inference Protocol v2, such as KServe. Credentials stand in the configuration. */
export const endpointSchema = z.strictObject({
  protocol: z.literal('oip-v2'),
  /** What `/v2/models/…` is put after; absent: that of the InferenceService which serves the model. */
  url: z
    .string()
    .max(2_000)
    .refine(
      url => /^https?:\/\//.test(url) && URL.canParse(url),
      'write an address such as https://models.example.com',
    )
    .refine(
      url => !URL.canParse(url) || new URL(url).username === '',
      'leave credentials out: they stand in the configuration',
    )
    .optional(),
  /** Its name on the server. */
  model: z.string().min(1).max(200),
  version: z.string().min(1).max(200).optional(),
  /** Rows a request; 256 unless given. */
  batchRows: z.number().int().min(1).max(1_024).optional(),
});
export type ServedEndpoint = z.infer<typeof endpointSchema>;
/** One whose address is known. */
export type KnownEndpoint = ServedEndpoint & { readonly url: string };

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
