import { z } from 'zod';

/** What else than the licence binds whoever uses the data or the model. */
export const obligationsSchema = z.strictObject({
  /** A sentence each. */
  useConditions: z.array(z.string().min(1).max(500)).max(50).optional(),
  /** Purposes that the people it tells of agreed to. */
  consent: z.array(z.string().min(1).max(500)).max(50).optional(),
  /** It must be gone by the end of this day, with all copies. */
  retainUntil: z.iso.date('use a day such as 2027-06-30, in quotes').optional(),
  /** Obligations of what it was made of that do not come this far, and why. */
  met: z
    .array(
      z.strictObject({
        kind: z.enum([
          'use condition',
          'personal data',
          'consent',
          'retention',
        ]),
        because: z.string().min(1).max(500),
      }),
    )
    .max(20)
    .optional(),
});
