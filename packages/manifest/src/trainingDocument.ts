import { z } from 'zod';

/** What says which data to train on; every dispatch has them. */
export const DATA_INPUTS = ['dataset_repository', 'dataset_revision'] as const;

/** GitHub takes 25 inputs a dispatch. */
const OWN_INPUTS = 25 - DATA_INPUTS.length;
const INPUT_LENGTH = 1_000;

/** What trains a model anew when merged data differs from what it was trained on. */
export const trainingSchema = z.strictObject({
  workflow: z
    .string()
    .regex(
      /^[\w.-]+\.ya?ml$/,
      'name the file of the workflow, as in retrain.yml, without its folder',
    ),
  repository: z
    .string()
    .regex(/^[^/\s]+\/[^/\s]+$/, 'use owner/name')
    .describe("Where the workflow is, if not in the model's own repository.")
    .optional(),
  ref: z.string().min(1).max(250).default('main'),
  inputs: z
    .record(
      z.string().regex(/^[A-Za-z_][\w-]*$/, 'use letters, digits, - and _'),
      z
        .union([z.string().max(INPUT_LENGTH), z.number(), z.boolean()])
        .transform(String),
    )
    .refine(
      inputs => !DATA_INPUTS.some(name => name in inputs),
      `${DATA_INPUTS.join(' and ')} are given by Greenroom`,
    )
    .refine(
      inputs => Object.keys(inputs).length <= OWN_INPUTS,
      `at most ${OWN_INPUTS}`,
    )
    .optional(),
});
