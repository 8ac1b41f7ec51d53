import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import { lineageFile } from '../../proposals/augmentations/addedRows';
import type { Version } from '../../registry/Asset';
import type { AssetStore } from '../../registry/AssetStore';

/**
 * Keys of rows that recipes made of a row, also of rows that were made of those,
 * as the file beside the manifest says in the newest commit.
 */
export async function madeRows(
  rooms: {
    readonly assets: AssetStore;
    readonly sources: ReadonlyMap<string, Source>;
  },
  version: Version,
  key: string,
  limit: number,
): Promise<{ readonly keys: readonly string[]; readonly remark?: string }> {
  const asset = await rooms.assets.get(version.assetId);
  const source = asset && rooms.sources.get(asset.sourceId);
  if (!asset || !source || !asset.headCommit) return { keys: [] };
  const file = lineageFile(asset);
  try {
    const tree = await source.listTree(asset.repository, asset.headCommit);
    const entry = tree.find(({ path }) => path === file);
    if (!entry) return { keys: [] };
    const bytes = await source.readBlob(asset.repository, entry.oid);
    return madeOf(Buffer.from(bytes).toString('utf8'), key, limit);
  } catch (error) {
    return {
      keys: [],
      remark: `${file} could not be read, so rows made from it are not told: ${
        (error as Error).message
      }`,
    };
  }
}

/** @param text - lines of JSON with `key` and `parents` */
export function madeOf(
  text: string,
  key: string,
  limit: number,
): { readonly keys: readonly string[]; readonly remark?: string } {
  const children = new Map<string, string[]>();
  let unread = 0;
  for (const line of text.split('\n').filter(Boolean)) {
    const said = readLine(line);
    if (!said) unread++;
    else
      for (const parent of said.parents)
        children.set(parent, [...(children.get(parent) ?? []), said.key]);
  }
  const found = new Set<string>([key]);
  for (const parent of found)
    for (const child of children.get(parent) ?? []) found.add(child);
  const all = [...found].slice(1);
  const remarks = [
    ...(unread > 0
      ? [`${unread} lines that say what rows are made of could not be read.`]
      : []),
    ...(all.length > limit
      ? [`${all.length - limit} more rows were made from it.`]
      : []),
  ];
  return {
    keys: all.slice(0, limit),
    ...(remarks.length > 0 && { remark: remarks.join(' ') }),
  };
}

function readLine(
  line: string,
): { readonly key: string; readonly parents: readonly string[] } | undefined {
  try {
    const { key, parents } = JSON.parse(line) as Record<string, unknown>;
    return typeof key === 'string' && Array.isArray(parents)
      ? { key, parents: parents.map(String) }
      : undefined;
  } catch {
    return undefined;
  }
}
