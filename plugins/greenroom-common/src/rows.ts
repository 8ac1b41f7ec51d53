import { z } from 'zod';
import { jobStatusSchema } from './analysis';
import { columnSchema } from './asset';

export const cellSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
]);
export type Cell = z.infer<typeof cellSchema>;

/** Something marked in a picture, in pixels of that picture from its upper left corner. */
export const boxSchema = z.object({
  label: z.string(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
});
export type Box = z.infer<typeof boxSchema>;

/** A row as it leaves the `rows` room: masked for who asks; images are left out (see thumbnails). */
export const rowSchema = z.object({
  key: z.string(),
  cells: z.record(z.string(), cellSchema),
  /** Size of this row's picture in pixels, where it is known; boxes are measured in it. */
  picture: z.object({ width: z.number(), height: z.number() }).optional(),
  /** Of rows whose column `boxes` holds them; that column is then not among the cells. */
  boxes: z.array(boxSchema).optional(),
  /** Given with a run: what the model said. */
  predicted: z.string().optional(),
  pPredicted: z.number().optional(),
});
export type Row = z.infer<typeof rowSchema>;

export const rowPageSchema = z.object({
  columns: z.array(columnSchema),
  rows: z.array(rowSchema),
  total: z.number().int(),
  offset: z.number().int(),
  /** Names of columns hidden from this caller. */
  masked: z.array(z.string()),
  image: z
    .object({ column: z.string(), width: z.number(), height: z.number() })
    .optional(),
  /** True when the caller may not see rows at all; rows is then empty. */
  hidden: z.boolean(),
  /** Set while a filter or an order of a large table is being worked out; ask again when it is done. */
  job: jobStatusSchema.optional(),
});
export type RowPage = z.infer<typeof rowPageSchema>;

/** Which rows: a conjunction. */
export const rowFilterSchema = z.object({
  keys: z.array(z.string().max(200)).max(500).optional(),
  equals: z.record(z.string(), z.string()).optional(),
  search: z.string().max(200).optional(),
  /** With a run: only rows it got wrong, or one cell of the confusion matrix. */
  wrong: z.boolean().optional(),
  predicted: z.string().optional(),
  /** By column of numbers: from `min` (included) to `max` (excluded; included where `closed`). */
  ranges: z
    .record(
      z.string(),
      z.object({
        min: z.number().optional(),
        max: z.number().optional(),
        closed: z.boolean().optional(),
      }),
    )
    .optional(),
});
export type RowFilter = z.infer<typeof rowFilterSchema>;

export const rowSortSchema = z.object({
  column: z.string().max(200),
  direction: z.enum(['ascending', 'descending']),
});
export type RowSort = z.infer<typeof rowSortSchema>;

export const thumbnailsSchema = z.object({
  /** key → data URL (PNG). */
  thumbnails: z.record(z.string(), z.string()),
});
export type Thumbnails = z.infer<typeof thumbnailsSchema>;
