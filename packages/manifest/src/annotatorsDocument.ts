import { z } from 'zod';
import { filePath, tableFormatSchema } from './tableDocument';

const ANNOTATORS = 100;

const annotatorFile = z.strictObject({
  annotator: z.string().min(1).max(200),
  path: filePath,
});

/** Labels of several people for the same rows, as written. */
const document = z.strictObject({
  /** A line a label. */
  table: filePath.optional(),
  format: tableFormatSchema.optional(),
  /** Column with the key of the row; named as the key of the data set unless given. */
  key: z.string().min(1).optional(),
  annotator: z.string().min(1).optional(),
  label: z.string().min(1).optional(),
  /** Instead of a table: a file an annotator. */
  files: z
    .array(annotatorFile)
    .min(2, 'name the files of at least two annotators')
    .max(ANNOTATORS)
    .refine(
      list =>
        new Set(list.map(({ annotator }) => annotator)).size === list.length,
      'each annotator may be named once',
    )
    .optional(),
  /** Who they are is hidden from whoever may not see personal columns. */
  personal: z.boolean().optional(),
});

/** A table with a line a label: who gave which row which label. */
export type AnnotatorTable = {
  readonly table: string;
  readonly format?: z.infer<typeof tableFormatSchema>;
  readonly key?: string;
  readonly annotator: string;
  readonly label: string;
  readonly personal?: boolean;
};

/** A COCO file an annotator, with the boxes that they drew. */
export type AnnotatorFiles = {
  readonly files: readonly z.infer<typeof annotatorFile>[];
  readonly personal?: boolean;
};

export type AnnotatorsDeclaration = AnnotatorTable | AnnotatorFiles;

export const annotators = document
  .refine(
    ({ table, files }) => (table === undefined) !== (files === undefined),
    'name either a table with a line a label (table), or a file an annotator (files)',
  )
  .refine(
    ({ files, format, key, annotator, label }) =>
      files === undefined ||
      [format, key, annotator, label].every(word => word === undefined),
    'format, key, annotator and label belong to a table: files have neither',
  )
  .refine(
    ({ table, annotator, label }) =>
      table === undefined || (annotator !== undefined && label !== undefined),
    'a table needs annotator and label, the columns of who said what',
  )
  .refine(({ key, annotator, label }) => {
    const columns = [key, annotator, label].filter(each => each);
    return new Set(columns).size === columns.length;
  }, 'key, annotator and label must be three columns')
  .transform(given => given as AnnotatorsDeclaration);

export function isAnnotatorTable(
  declared: AnnotatorsDeclaration,
): declared is AnnotatorTable {
  return 'table' in declared;
}
