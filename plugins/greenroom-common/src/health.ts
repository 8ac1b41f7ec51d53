import { z } from 'zod';

/** A promise about every computation, and whether it is kept. */
export const computeGuaranteeSchema = z.object({
  name: z.string(),
  held: z.boolean(),
  text: z.string(),
  remedy: z.string().optional(),
});
export type ComputeGuarantee = z.infer<typeof computeGuaranteeSchema>;

/** Where computations are done, and what is promised of them there. */
export const computeHealthSchema = z.object({
  executor: z.string(),
  guarantees: z.array(computeGuaranteeSchema),
});
export type ComputeHealth = z.infer<typeof computeHealthSchema>;

/** What was written down of a job while it was worked on, the last lines. */
export const jobLogSchema = z.object({
  lines: z.array(
    z.object({
      at: z.string(),
      /** A worker's own words may say what stands in a row. */
      from: z.enum(['job', 'worker']),
      text: z.string(),
    }),
  ),
  /** A worker's words are left out for who may not read rows and personal columns. */
  hidden: z.boolean(),
});
export type JobLog = z.infer<typeof jobLogSchema>;
