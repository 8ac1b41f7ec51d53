import { z } from 'zod';

/** Characters of a comment; GitHub takes 65,536, and what is longer belongs into a file. */
export const COMMENT_LIMIT = 4_000;

const HEX = /^[0-9a-f]{32}$/;

/** Names one change of one row: the same change after another push has the same. */
const print = z.string().regex(HEX);

/** Changes of a pull request that the caller looked at and agrees to. */
export const planAgreementsSchema = z.object({ prints: z.array(print) });
export type PlanAgreements = z.infer<typeof planAgreementsSchema>;

export const planAgreementSchema = z.object({
  print,
  word: z.enum(['agree', 'take back']),
});
export type PlanAgreement = z.infer<typeof planAgreementSchema>;

/** What somebody says of a pull request, or of one row that it changes. */
export const planCommentSchema = z.object({
  /** Made once for what is said, so that sending it again says it once. */
  id: z.string().regex(HEX),
  text: z.string().trim().min(1).max(COMMENT_LIMIT),
  /** Absent where it is about all of it. */
  row: z
    .object({
      /** Name of the data set. */
      asset: z.string().min(1).max(200),
      key: z.string().max(200),
    })
    .optional(),
});
export type PlanComment = z.infer<typeof planCommentSchema>;

export const saidCommentSchema = z.object({ url: z.string() });
export type SaidComment = z.infer<typeof saidCommentSchema>;
