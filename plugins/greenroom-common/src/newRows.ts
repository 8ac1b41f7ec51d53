import { z } from 'zod';
import { cellValue } from './entries/cellValue';
import { split } from './entries/entryFields';

/** Characters of an upload, some thousand rows: what JSON escapes in it fits in a request too. */
export const UPLOAD_LIMIT = 1_000_000;

/** Rows that somebody uploads to be added. */
export const newRowsRequestSchema = z.object({
  text: z.string().min(1).max(UPLOAD_LIMIT),
  format: z.enum(['csv', 'tsv', 'jsonl']),
  /** Where splits are files, and no column of the upload says the split: of all rows. */
  split: split.optional(),
});
export type NewRowsRequest = z.infer<typeof newRowsRequestSchema>;

/** What an upload would add, and what keeps it from being added. */
export const newRowsAnswerSchema = z.object({
  rows: z.array(
    z.object({
      key: z.string(),
      cells: z.record(z.string(), cellValue),
      split: z.string().optional(),
    }),
  ),
  problems: z.array(
    z.object({
      /** Of the upload, from 1. */
      row: z.number().int(),
      column: z.string().optional(),
      message: z.string(),
    }),
  ),
  /** All of them; of many only the first are in `problems`. */
  problemCount: z.number().int(),
});
export type NewRowsAnswer = z.infer<typeof newRowsAnswerSchema>;

/** What a new row has to be; see `GreenroomApi.newRowForm`. */
export const newRowFormSchema = z.object({
  key: z.string(),
  label: z.string().optional(),
  classes: z.array(z.string()).optional(),
  columns: z.array(
    z.object({
      name: z.string(),
      type: z.string().optional(),
      required: z.boolean().optional(),
    }),
  ),
  split: z
    .object({
      column: z.string(),
      names: z.array(z.string()),
      by: z.enum(['files', 'column']),
    })
    .optional(),
});
export type NewRowForm = z.infer<typeof newRowFormSchema>;
