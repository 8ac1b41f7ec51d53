import { ConflictError } from '@backstage/errors';
import type {
  TextEntry,
  WaiverEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import type {
  FileEdit,
  Source,
} from '@greenroom/backstage-plugin-greenroom-node';
import { waiverPath, writeWaiver } from '@greenroom/governance';
import {
  CardError,
  editCard,
  MANIFEST_LIMITS,
  ManifestEditError,
  setManifestValues,
} from '@greenroom/manifest';
import type { Asset } from '../../registry/Asset';
import { type AssetText, cardText, manifestText, textAt } from './assetTexts';

/** What somebody else wrote in its place is replaced, however long. */
const WAIVER_BYTES = MANIFEST_LIMITS.yamlBytes;

/**
 * Has the manifest, the card and the waivers of an asset, as they are at a commit, say other things.
 *
 * @param already - files that other changes edited, on top of which these are
 * @returns the files that differ, as they are after both
 * @throws ConflictError where they say something else by now than what was edited, or may not say it
 */
export async function editTexts(
  source: Source,
  asset: Asset,
  commit: string,
  entries: readonly TextEntry[],
  already: readonly FileEdit[] = [],
): Promise<{ edits: FileEdit[]; changedLines: number }> {
  const values = entries.filter(entry => entry.kind === 'manifest');
  const sections = entries.filter(entry => entry.kind === 'card');
  const edited: [AssetText, string][] = [];
  for (const entry of entries)
    if (entry.kind === 'waiver')
      edited.push(await waiverText(source, asset, commit, entry));
  if (values.length > 0) {
    const manifest = onTop(await manifestText(source, asset, commit), already);
    edited.push([
      manifest,
      refused(() =>
        setManifestValues(manifest.path, manifest.text, asset.manifest, values),
      ),
    ]);
  }
  if (sections.length > 0) {
    const card = await cardText(source, asset, commit);
    if (!card)
      throw new ConflictError(
        `${asset.name} has no card any more. Remove its sections from the basket.`,
      );
    edited.push([
      card,
      refused(() =>
        sections.reduce(
          (text, section) => editCard(card.path, text, section),
          card.text,
        ),
      ),
    ]);
  }
  const changed = edited.filter(([{ text }, after]) => text !== after);
  return {
    edits: changed.map(([{ path }, after]) => ({
      path,
      content: Buffer.from(after),
    })),
    changedLines: changed.reduce(
      (sum, [{ text }, after]) => sum + changedLines(text, after),
      0,
    ),
  };
}

/** A waiver takes the place of one of the same rule, which ended or asked for another day. */
async function waiverText(
  source: Source,
  { repository, name }: Asset,
  commit: string,
  { rule, version, reason, until }: WaiverEntry,
): Promise<[AssetText, string]> {
  const path = waiverPath(rule, name);
  const before = await textAt(source, repository, commit, path, WAIVER_BYTES);
  return [
    { path, text: before ?? '' },
    writeWaiver({ rule, asset: name, version, reason, until }),
  ];
}

function onTop(
  { path, text }: AssetText,
  already: readonly FileEdit[],
): AssetText {
  const edited = already.find(edit => edit.path === path);
  return { path, text: edited?.content.toString('utf8') ?? text };
}

function refused<T>(task: () => T): T {
  try {
    return task();
  } catch (error) {
    const isTheirs =
      error instanceof CardError || error instanceof ManifestEditError;
    throw isTheirs ? new ConflictError((error as Error).message) : error;
  }
}

/** From the first line that differs to the last, on the side that has more. */
function changedLines(before: string, after: string): number {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < shorter - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return Math.max(a.length, b.length) - head - tail;
}
