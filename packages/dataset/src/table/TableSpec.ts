import path from 'node:path';
import type { TableFormat } from '@greenroom/manifest';

export type { TableFormat };

/** How a delimited text file is written. What is absent is sniffed (delimiter) or as RFC 4180 has it. */
export type Dialect = {
  /** One character. */
  readonly delimiter?: string;
  /** One character, or empty where nothing is quoted. Default: `"`. */
  readonly quote?: string;
  /** What stands before a quote inside quotes. Default: the quote itself. */
  readonly escape?: string;
  /** A label of the Encoding Standard, such as windows-1252. Default: by byte order mark, else UTF-8. */
  readonly encoding?: string;
  /** Whether the first record names the columns. Default: true, but where `names` are given. */
  readonly header?: boolean;
  /** Names of the columns, in order. */
  readonly names?: readonly string[];
  /** What divides the whole from the fraction. Default: `.` */
  readonly decimal?: '.' | ',';
  /** Lines before the header. */
  readonly skip?: number;
  /** A line that begins with it holds no row. */
  readonly comment?: string;
  /** Texts that are no value, besides the empty one. */
  readonly nulls?: readonly string[];
};

/** A local file. */
export type TableFile =
  | string
  | {
      readonly path: string;
      /** What people know it by, for messages. */
      readonly name: string;
      /** Below the folder that was named: the folders of a picture tell its class. */
      readonly within?: string;
      /** From the manifest that names it: the key of a picture. */
      readonly named?: string;
    };

/** Files that hold rows of the same columns. Paths are taken as they are: nothing in them is a pattern. */
export type FileSet = {
  readonly path: string | readonly TableFile[];
  /** Default: by the ending of the path. */
  readonly format?: TableFormat;
  readonly dialect?: Dialect;
};

/** Where the rows are. Paths are local; a side table is joined by a column of the same name. */
export type TableSpec = Omit<FileSet, 'path'> & {
  readonly path?: FileSet['path'];
  /** Files by split, instead of `path`; the name of the split becomes a column. */
  readonly splits?: readonly {
    readonly name: string;
    readonly path: FileSet['path'];
  }[];
  /** The pictures that COCO or Pascal VOC annotations speak of. */
  readonly images?: readonly TableFile[];
  /** Name of the column that `splits` give. Default: split. */
  readonly splitColumn?: string;
  readonly join?: readonly (FileSet & { readonly on: string })[];
  /**
   * What types columns have that neither a declaration nor the format types:
   * inferred from all rows (default), or text, which costs nothing where there
   * are hundreds of columns.
   */
  readonly undeclared?: 'inferred' | 'text';
  /** Declared types; see `undeclared` for other columns. */
  readonly columns?: readonly {
    readonly name: string;
    readonly type: string;
  }[];
};

export const SPLIT_COLUMN = 'split';

const FORMATS: Readonly<Record<string, TableFormat>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.tab': 'tsv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.json': 'json',
  '.parquet': 'parquet',
};

/** The format of a table by the ending of its path; that of compression does not count. */
export function formatOfTable(file: string): TableFormat | undefined {
  const plain = file.toLowerCase().replace(/\.(gz|zst)$/, '');
  return FORMATS[path.extname(plain)];
}
