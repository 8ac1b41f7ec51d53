import { z } from 'zod';

/** Letters of a list in an address; servers cut longer addresses off. */
const LONGEST_LIST = 60_000;

/** A list of ids in an address. Ids hold every sign a name may, so that a list of them is JSON. */
export function jsonIds({ most, longest }: { most: number; longest: number }) {
  return z
    .string()
    .max(LONGEST_LIST)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({
          code: 'custom',
          message: 'A list of ids is written as JSON: ["a","b"].',
        });
        return z.NEVER;
      }
    })
    .pipe(z.array(z.string().min(1).max(longest)).max(most));
}
