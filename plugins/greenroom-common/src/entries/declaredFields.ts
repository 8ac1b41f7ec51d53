import { z } from 'zod';
import { cohortSchema } from '../cohort';
import { inBasket } from './entryFields';

/** What every entry says that a manifest is to declare. */
export const declared = {
  ...inBasket,
  /** The run in which it was seen. */
  runId: z.string().min(1).max(64),
  where: cohortSchema.min(1),
};
