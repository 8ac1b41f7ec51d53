import path from 'node:path';
import { InputError, NotFoundError } from '@backstage/errors';
import type { AssetCard } from '@greenroom/backstage-plugin-greenroom-common';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import {
  BUILT_IN_TEMPLATES,
  type CardTemplate,
  checkCard,
  type CheckedCard,
  type MeasuredRun,
} from '@greenroom/governance';
import type { RunStore } from '../../analysis/RunStore';
import { cardText } from '../../proposals/texts/assetTexts';
import type { Asset, Version } from '../../registry/Asset';
import type { AssetStore } from '../../registry/AssetStore';
import { measuredRuns } from './measuredRuns';
import { ownTemplates } from './ownTemplates';
import { toCardReport } from './toCardReport';

/** A card at a commit, held against templates and runs. */
export type CardFacts = {
  readonly asset: Asset;
  readonly version?: Version;
  readonly commit: string;
  readonly runs: readonly MeasuredRun[];
  readonly templates: readonly CardTemplate[];
  readonly problems: readonly string[];
  readonly card?: {
    readonly path: string;
    readonly text: string;
    readonly checked: CheckedCard;
  };
};

/** Cards of assets: what they lack, and whether their figures are what was measured. */
export class CardDesk {
  constructor(
    private readonly rooms: {
      assets: AssetStore;
      runs: RunStore;
      sources: ReadonlyMap<string, Source>;
      /** Names of templates that hold where nobody chooses. */
      templates: readonly string[];
    },
  ) {}

  /**
   * The card in the newest commit.
   *
   * @param chosen - names of templates; absent: those that hold
   * @throws InputError for a name that is none
   */
  async ofAsset(
    assetId: string,
    chosen?: readonly string[],
  ): Promise<AssetCard> {
    return this.#answer(await this.factsOf(assetId, chosen));
  }

  /** The card as it was in the commit that made a version, for those who decide on it. */
  async cardOf(versionId: string): Promise<AssetCard | undefined> {
    const version = await this.rooms.assets.getVersion(versionId);
    const asset = version && (await this.rooms.assets.get(version.assetId));
    if (!version || !asset) return undefined;
    const head = await this.rooms.assets.headVersion(asset.id);
    const commit =
      head?.id === version.id
        ? asset.headCommit ?? version.commit.sha
        : version.commit.sha;
    return this.#answer(await this.#facts(asset, version, commit, undefined));
  }

  /** @throws NotFoundError where there is no such asset, or its source is not there */
  async factsOf(
    assetId: string,
    chosen?: readonly string[],
  ): Promise<CardFacts> {
    const { assets } = this.rooms;
    const asset = await assets.get(assetId);
    if (!asset) throw new NotFoundError(`No asset ${assetId}.`);
    const { sha } = await this.#source(asset).getHead(asset.repository);
    const version = await assets.headVersion(asset.id);
    return this.#facts(asset, version, sha, chosen);
  }

  async #facts(
    asset: Asset,
    version: Version | undefined,
    commit: string,
    chosen: readonly string[] | undefined,
  ): Promise<CardFacts> {
    const source = this.#source(asset);
    const own = await ownTemplates(source, asset.repository, commit);
    const templates = [...BUILT_IN_TEMPLATES, ...own.templates];
    const text = await cardText(source, asset, commit);
    const runs = version ? await this.#runs(asset, version) : [];
    return {
      asset,
      version,
      commit,
      runs,
      templates,
      problems: own.problems,
      card: text && {
        ...text,
        checked: checkCard(text.path, text.text, {
          manifest: version?.manifest ?? asset.manifest,
          templates: this.#chosen(chosen, templates, own.templates),
          runs,
        }),
      },
    };
  }

  #chosen(
    named: readonly string[] | undefined,
    known: readonly CardTemplate[],
    own: readonly CardTemplate[],
  ): CardTemplate[] {
    const names = named ?? [
      ...this.rooms.templates,
      ...own.map(({ id }) => id),
    ];
    return [...new Set(names)].map(name => {
      const found = known.find(({ id }) => id === name);
      if (found) return found;
      throw new InputError(
        `There is no card template ${name}. Choose of ${known
          .map(({ id }) => id)
          .join(', ')}.`,
      );
    });
  }

  async #runs(asset: Asset, version: Version): Promise<MeasuredRun[]> {
    if (asset.kind !== 'model') return [];
    const { assets, runs } = this.rooms;
    const found = await runs.list({ modelAssetId: asset.id });
    const ended = found.filter(({ result }) => result);
    const ids = ended.flatMap(run => [
      run.model_version_id,
      run.dataset_version_id,
    ]);
    const versions = await Promise.all(
      [...new Set(ids)].map(id => assets.getVersion(id)),
    );
    const newest = await Promise.all(
      [...new Set(ended.map(run => run.dataset_asset_id))].map(
        async id => [id, (await assets.headVersion(id))?.id ?? ''] as const,
      ),
    );
    return measuredRuns(ended, {
      asset,
      version,
      versions: new Map(
        versions.flatMap(each => (each ? [[each.id, each] as const] : [])),
      ),
      newest: new Map(newest),
    });
  }

  #answer({ asset, commit, templates, card, problems }: CardFacts): AssetCard {
    const report = card && toCardReport(card.checked, { ...card, commit });
    return {
      choices: templates.map(({ id, title, source }) => ({
        id,
        title,
        source,
      })),
      report: report && {
        ...report,
        problems: [...report.problems, ...problems],
      },
      write: {
        path: path.posix.join(path.posix.dirname(asset.path), 'README.md'),
        line: 1,
      },
    };
  }

  #source({ sourceId }: Asset): Source {
    const source = this.rooms.sources.get(sourceId);
    if (source) return source;
    throw new NotFoundError(`The source ${sourceId} is no longer configured.`);
  }
}
