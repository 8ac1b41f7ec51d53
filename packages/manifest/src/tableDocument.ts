import { z } from 'zod';

export const filePath = z
  .string()
  .min(1)
  .max(500)
  .refine(
    path => !path.startsWith('/') && !/^[a-z]+:/i.test(path),
    'use a path relative to the manifest',
  )
  .refine(
    path => !path.includes('\\') && !path.includes('\0'),
    'use / between folders',
  );

/** One path or pattern, or a list of them. */
const filePaths = z.union([filePath, z.array(filePath).min(1).max(10_000)], {
  error:
    'name a path, a pattern such as data/*.csv, or a list of them, relative to the manifest and with / between folders',
});

export const TABLE_FORMATS = [
  'csv',
  'tsv',
  'jsonl',
  'json',
  'parquet',
  'images',
  'coco',
  'voc',
] as const;
export const tableFormatSchema = z.enum(TABLE_FORMATS);
export type TableFormat = z.infer<typeof tableFormatSchema>;

const mark = z.string().length(1, 'use one character');
const dialect = z.strictObject({
  delimiter: mark.optional(),
  /** Empty where nothing is quoted. */
  quote: z.string().max(1).optional(),
  escape: mark.optional(),
  encoding: z.string().min(1).max(40).optional(),
  header: z.boolean().optional(),
  names: z.array(z.string().min(1).max(200)).min(1).max(10_000).optional(),
  decimal: z.enum(['.', ',']).optional(),
  /** Lines before the header. */
  skip: z.number().int().min(0).max(1_000).optional(),
  comment: mark.optional(),
  /** Texts that are no value, besides the empty one. */
  nulls: z.array(z.string().min(1).max(40)).max(20).optional(),
});

const sideTable = z.strictObject({
  path: filePaths,
  format: tableFormatSchema.optional(),
  dialect: dialect.optional(),
  on: z.string().min(1),
});

const splitFiles = z.strictObject({
  name: z.string().min(1).max(200),
  path: filePaths,
});

export const tableSchema = z
  .strictObject({
    path: filePaths.optional(),
    /** Files by split, instead of `path`. */
    splits: z
      .array(splitFiles)
      .min(1)
      .max(100)
      .refine(
        list => new Set(list.map(({ name }) => name)).size === list.length,
        'each split may be named once',
      )
      .optional(),
    format: tableFormatSchema.optional(),
    dialect: dialect.optional(),
    /** Folder of the pictures that COCO or Pascal VOC annotations speak of. */
    images: filePath.optional(),
    join: z.array(sideTable).max(20).optional(),
  })
  .refine(
    table => (table.path === undefined) !== (table.splits === undefined),
    'name either the files (path), or files by split (splits)',
  )
  .refine(
    table =>
      table.images === undefined ||
      table.format === 'coco' ||
      table.format === 'voc',
    'images belongs to the formats coco and voc',
  );
export type TableDeclaration = z.infer<typeof tableSchema>;
export type TableDialect = z.infer<typeof dialect>;
