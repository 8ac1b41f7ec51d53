import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { EditError } from '../Edit';
import { type Replacement, replaced } from '../Replacement';

/** As Python's `json.dumps` parts entries. */
const SEPARATOR = ', ';

/**
 * Gives files of a folder that DVC tracks other objects, in the list that
 * stands for the folder (dvc-data, `hashfile/tree.py`): the list is an object
 * itself, so no other byte of it may differ from what DVC would write. New
 * files stand where DVC sorts them, by the code points of their paths.
 *
 * @param md5s - of files that are there, by path below the folder
 * @param added - md5s of files that are new
 * @throws EditError for what is no such list, does not name a path, or names a new one already
 */
export function editDvcFolder(
  text: string,
  path: string,
  md5s: ReadonlyMap<string, string>,
  added: ReadonlyMap<string, string> = new Map(),
): string {
  const root = parseTree(text);
  const entries = root?.type === 'array' ? root.children ?? [] : [];
  const places = new Map(entries.map(entry => [relpathOf(entry), entry]));
  const changed = [...md5s].map(([name, md5]): Replacement => {
    const entry = places.get(name);
    const node = entry && valueAt(entry, 'md5');
    if (!node)
      throw new EditError(
        `${path}: the list of the folder's files does not name ${name}. Make it again with dvc add.`,
        path,
      );
    return {
      start: node.offset,
      end: node.offset + node.length,
      written: JSON.stringify(md5),
    };
  });
  const names = [...added.keys()].sort(compare);
  const known = names.find(name => places.has(name));
  if (known !== undefined)
    throw new EditError(
      `${path}: the list of the folder's files names ${known} already. Choose another name.`,
      path,
    );
  const behind = new Map<Node | undefined, string[]>();
  for (const name of names) {
    const entry = entries.findLast(each => compare(relpathOf(each), name) < 0);
    behind.set(entry, [...(behind.get(entry) ?? []), name]);
  }
  const insertions = [...behind].map(([entry, group]): Replacement => {
    const texts = group.map(name => entryText(name, added.get(name)!));
    const at = entry ? entry.offset + entry.length : (root?.offset ?? 0) + 1;
    const list = texts.join(SEPARATOR);
    const alone = entries.length === 0 ? list : `${list}${SEPARATOR}`;
    return {
      start: at,
      end: at,
      written: entry ? `${SEPARATOR}${list}` : alone,
    };
  });
  return replaced(
    text,
    [...changed, ...insertions].sort((a, b) => a.start - b.start),
  );
}

/** As Python's `json.dumps` writes it: a space behind each mark, and ASCII alone. */
function entryText(relpath: string, md5: string): string {
  return `{"md5": ${JSON.stringify(md5)}, "relpath": ${JSON.stringify(
    relpath,
  ).replace(
    /[\u007f-\uffff]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )}}`;
}

/** By code points, as Python compares texts; UTF-8 keeps their order. */
function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function relpathOf(entry: Node): string {
  return String(valueAt(entry, 'relpath')?.value);
}

function valueAt(entry: Node, name: string): Node | undefined {
  return findNodeAtLocation(entry, [name]);
}
