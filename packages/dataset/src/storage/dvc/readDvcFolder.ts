import { StorageError } from '../StorageError';

/** A file of a folder that DVC tracks. */
export type DvcEntry = {
  /** Below the folder, with `/` between its parts. */
  readonly path: string;
  readonly md5: string;
};

/** A folder with more files is refused. */
const MAXIMUM_ENTRIES = 1_000_000;
/** The list of a million files is as long as that. */
export const DVC_FOLDER_BYTES = 256 * 1024 * 1024;

/**
 * Reads the object that stands for a folder: a JSON array of `md5` and
 * `relpath` (dvc-data, `hashfile/tree.py`).
 *
 * @throws StorageError for what is no such list, or names files elsewhere
 */
export function readDvcFolder(text: string): DvcEntry[] {
  const listed = parse(text);
  if (listed.length > MAXIMUM_ENTRIES) {
    throw new StorageError(
      'too-large',
      `The folder has ${listed.length} files; ${MAXIMUM_ENTRIES} are read. Put pictures into archives, or rows into tables.`,
    );
  }
  const entries = listed.map(entryOf);
  const paths = new Set(entries.map(({ path }) => path));
  if (paths.size < entries.length) throw strange('names a file twice');
  for (const path of paths) {
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      if (paths.has(path.slice(0, at)))
        throw strange(`has ${path.slice(0, at)} as a file and as a folder`);
    }
  }
  return entries;
}

function parse(text: string): unknown[] {
  try {
    const document: unknown = JSON.parse(text);
    if (Array.isArray(document)) return document;
  } catch {
    // Said below.
  }
  throw strange('is no JSON array');
}

function entryOf(entry: unknown): DvcEntry {
  const { md5, relpath } = (entry ?? {}) as Record<string, unknown>;
  if (typeof relpath !== 'string') throw strange('has an entry without a path');
  const shown = JSON.stringify(relpath.slice(0, 80));
  if (!isInside(relpath)) {
    throw new StorageError(
      'forbidden',
      `The folder's list names ${shown}, which leads out of the folder. Make it again with dvc add.`,
    );
  }
  if (typeof md5 !== 'string' || !/^[0-9a-f]{32}$/.test(md5))
    throw strange(`gives ${shown} no md5`);
  return { path: relpath, md5 };
}

function isInside(path: string): boolean {
  return (
    !/[\0\\]/.test(path) &&
    path.split('/').every(part => part !== '' && part !== '.' && part !== '..')
  );
}

function strange(what: string): StorageError {
  return new StorageError(
    'unsupported',
    `The list of the folder's files ${what}. Make it again with dvc add and dvc push.`,
  );
}
