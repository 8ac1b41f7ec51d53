import { InputError, NotFoundError } from '@backstage/errors';
import {
  type AssetTexts,
  type CardEntry,
  entryKeyOf,
  type ManifestEntry,
  type TextEntry,
  type WaiverEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import { cardSections, manifestValueAt } from '@greenroom/manifest';
import type { PolicyDesk } from '../../governance/policies/PolicyDesk';
import type { Asset } from '../../registry/Asset';
import type { AssetStore } from '../../registry/AssetStore';
import { assetTexts, cardText, manifestText } from './assetTexts';
import { editTexts } from './editTexts';

/** Changes of the manifest and the card of an asset, with what they say in the newest commit. */
export class TextEntries {
  constructor(
    private readonly rooms: {
      assets: AssetStore;
      sources: ReadonlyMap<string, Source>;
      policies: Pick<PolicyDesk, 'waivable'>;
    },
  ) {}

  async texts(assetId: string): Promise<AssetTexts> {
    const { asset, source, commit } = await this.#place(assetId);
    return assetTexts(source, asset, commit);
  }

  /**
   * @throws InputError where there is nothing to edit, or a manifest may not say so
   * @throws ConflictError where a section is another by now
   */
  async told(
    assetId: string,
    entries: readonly TextEntry[],
  ): Promise<TextEntry[]> {
    if (entries.length === 0) return [];
    const { asset, source, commit } = await this.#place(assetId);
    const told: TextEntry[] = [];
    for (const entry of entries)
      told.push(
        entry.kind === 'waiver'
          ? await this.#waiver(asset, entry)
          : await tell(source, asset, commit, entry),
      );
    // As it would be published: each beside the others.
    await editTexts(source, asset, commit, told);
    return told;
  }

  async #waiver(asset: Asset, entry: WaiverEntry): Promise<WaiverEntry> {
    const head = await this.rooms.assets.headVersion(asset.id);
    if (!head)
      throw new InputError(
        `${asset.name} has no version yet against which a rule is held.`,
      );
    const { rule, version, until, reason } = entry;
    const check = await this.rooms.policies.waivable(asset, head.id, entry);
    const told = { kind: 'waiver', rule, version, until, reason } as const;
    return { ...told, key: entryKeyOf(told), evidence: check.message };
  }

  async #place(assetId: string) {
    const asset = await this.rooms.assets.get(assetId);
    if (!asset) throw new NotFoundError(`No asset ${assetId}.`);
    const source = this.rooms.sources.get(asset.sourceId);
    if (!source)
      throw new NotFoundError(
        `The source ${asset.sourceId} is no longer configured.`,
      );
    const { sha: commit } = await source.getHead(asset.repository);
    return { asset, source, commit };
  }
}

async function tell(
  source: Source,
  asset: Asset,
  commit: string,
  entry: ManifestEntry | CardEntry,
): Promise<TextEntry> {
  const { reason } = entry;
  if (entry.kind === 'manifest') {
    const { path, to } = entry;
    const { text } = await manifestText(source, asset, commit);
    const from = manifestValueAt(text, asset.manifest, path);
    if (from === undefined)
      throw new InputError(
        `${path.join(
          '.',
        )} holds no single value. Edit it in the manifest itself.`,
      );
    if (from === to)
      throw new InputError(`${path.join('.')} says that already.`);
    const told = { kind: 'manifest', path, from, to, reason } as const;
    return { ...told, key: entryKeyOf(told) };
  }
  const { section, from, to } = entry;
  const card = await cardText(source, asset, commit);
  if (!card)
    throw new InputError(
      `${asset.name} has no card. Add a README.md beside its manifest first.`,
    );
  const found = cardSections(card.text).find(
    ({ heading }) => heading === section,
  );
  if (found?.text.trim() === to.trim())
    throw new InputError('The card says that already.');
  const told = { kind: 'card', section, from, to, reason } as const;
  return { ...told, key: entryKeyOf(told) };
}
