import { EditError } from '../Edit';

/**
 * Makes a Git LFS pointer (git-lfs, docs/spec.md) stand for another object; its
 * other bytes stay.
 *
 * @throws EditError for what is no pointer, or one with extensions, whose objects are not the file
 */
export function editLfsPointer(
  text: string,
  path: string,
  object: { readonly sha256: string; readonly sizeBytes: number },
): string {
  const refuse = (what: string, line: number): EditError =>
    new EditError(
      `${path}:${line}: the Git LFS pointer ${what}. Write it again with git lfs.`,
      path,
      line,
    );
  const extension = text.split('\n').findIndex(line => /^ext-/.test(line));
  if (extension >= 0)
    throw refuse(
      'names an extension, whose object is not the file itself',
      extension + 1,
    );
  const oid = /^oid sha256:[0-9a-f]{64}(?=\r?$)/m;
  const size = /^size \d+(?=\r?$)/m;
  if (!oid.test(text)) throw refuse('has no oid', 2);
  if (!size.test(text)) throw refuse('has no size', 3);
  return text
    .replace(oid, `oid sha256:${object.sha256}`)
    .replace(size, `size ${object.sizeBytes}`);
}
