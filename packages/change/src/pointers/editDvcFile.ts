import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { EditError } from '../Edit';
import { type Replacement, replaced } from '../Replacement';

/** How DVC names an object: since 3.0 by the md5 of its bytes, before by that of its text. */
export type DvcHash = 'md5' | 'md5-dos2unix';

/** What a `.dvc` file says of something that it tracks. */
export type DvcOut = {
  readonly hash: DvcHash;
  readonly sizeBytes?: number;
  /** Of a folder. */
  readonly files?: number;
};

/**
 * Reads what a `.dvc` file tracks under a path, where `dvc add` wrote it.
 *
 * @param md5 - of the object that it tracks, with `.dir` at the end of a folder's
 * @throws EditError where DVC would write over it: it is imported, or a stage makes it
 */
export function readDvcOut(text: string, path: string, md5: string): DvcOut {
  const { out } = outOf(text, path, md5);
  const [size, files] = [out.get('size'), out.get('nfiles')];
  return {
    hash: out.get('hash') === 'md5' ? 'md5' : 'md5-dos2unix',
    ...(typeof size === 'number' ? { sizeBytes: size } : {}),
    ...(typeof files === 'number' ? { files } : {}),
  };
}

/**
 * Makes a `.dvc` file track another object in place of one; its other bytes,
 * comments among them, stay.
 *
 * @param md5 - of the object that it tracks, with `.dir` at the end of a folder's
 * @throws EditError where it tracks no such object, or DVC would write over it
 */
export function editDvcFile(
  text: string,
  path: string,
  md5: string,
  object: {
    readonly md5: string;
    readonly sizeBytes: number;
    /** Of a folder that has more or fewer than before. */
    readonly files?: number;
  },
): string {
  const { out } = outOf(text, path, md5);
  const written: Readonly<Record<string, string>> = {
    md5: object.md5,
    size: String(object.sizeBytes),
    ...(object.files === undefined ? {} : { nfiles: String(object.files) }),
  };
  const replacements = Object.entries(written).flatMap(
    ([key, value]): Replacement[] => {
      const node = out.get(key, true);
      if (!isScalar(node) || !node.range) return [];
      const [start, end] = node.range;
      const quote = /^['"]/.exec(text.slice(start, end))?.[0] ?? '';
      return [{ start, end, written: `${quote}${value}${quote}` }];
    },
  );
  return replaced(
    text,
    [...replacements].sort((a, b) => a.start - b.start),
  );
}

function outOf(text: string, path: string, md5: string): { out: YAMLMap } {
  const document = parseDocument(text, { schema: 'core' });
  const root = document.contents;
  const refuse = (what: string): EditError =>
    new EditError(`${path}: ${what}`, path);
  if (document.errors.length > 0 || !isMap(root))
    throw refuse('this is no YAML map. Make it again with dvc add.');
  if (root.has('deps') || root.has('cmd'))
    throw refuse(
      'DVC brings this data from elsewhere and would write over an edit of it. Change it where it comes from, or track a copy with dvc add.',
    );
  if (root.has('md5'))
    throw refuse(
      'it was written by a DVC before 1.0, which pins the file itself as well. Make it again with dvc add.',
    );
  const outs: unknown = root.get('outs');
  const listed: readonly unknown[] = isSeq(outs) ? outs.items : [];
  const found = listed.flatMap(out =>
    isMap(out) && out.get('md5') === md5 ? [out] : [],
  );
  if (found.length !== 1)
    throw refuse(
      `it tracks ${
        found.length === 0 ? 'nothing' : 'several things'
      } with the md5 ${md5}. Refresh the asset, or make the file again with dvc add.`,
    );
  return { out: found[0] };
}
