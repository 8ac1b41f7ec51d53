import type { Figure } from '@greenroom/backstage-plugin-greenroom-common';
import {
  type Ancestry,
  ancestryOf,
  bindingOf,
  checkLineage,
  type LabelFacts,
  madeOf,
  type Parent,
  type PolicyFacts,
  type Rule,
} from '@greenroom/governance';
import { isMeasurable, licenceOf } from '@greenroom/manifest';
import { ServiceUnavailableError } from '@backstage/errors';
import { askForLeakage } from '../../../analysis/askForLeakage';
import type { AnalysisStore } from '../../../analysis/AnalysisStore';
import { PRIORITIES } from '../../../analysis/questions';
import type { RunStore } from '../../../analysis/RunStore';
import { titleOf } from '../../../analysis/titleOf';
import type { CardDesk } from '../../cards/CardDesk';
import type { ReviewStore } from '../../reviews/ReviewStore';
import type { JobDesk } from '../../../jobs/JobDesk';
import { isOpen } from '../../../jobs/JobRow';
import { type Asset, isRead, type Version } from '../../../registry/Asset';
import type { AssetStore } from '../../../registry/AssetStore';
import { approvedOn } from './approvedOn';
import { evaluationFacts } from './evaluationFacts';
import { leaksKnown } from './leakFacts';

/** The owner where nobody is named: see `SyncFacts`. */
const UNOWNED = 'group:default/unowned';

/** What other rooms know of a version; rules that need what none of them knows cannot pass. */
export type FactRooms = {
  readonly assets: AssetStore;
  readonly runs: Pick<RunStore, 'list'>;
  readonly analyses: Pick<AnalysisStore, 'labels' | 'job' | 'point'>;
  readonly desk: Pick<JobDesk, 'askOnDemand'>;
  /** Shares of wrong labels by version, of those that were audited. */
  noiseOf(versionIds: readonly string[]): Promise<ReadonlyMap<string, Figure>>;
  readonly cards: Pick<CardDesk, 'cardOf'>;
  readonly reviews: Pick<ReviewStore, 'list'>;
};

/** Decisions on one version; the newest count. */
const DECISIONS_LIMIT = 100;

/** What manifests say of an asset, and of what it was made of. */
export type KnownAncestry = Ancestry<Pick<Asset, 'id' | 'manifest'>>;

type Question = {
  readonly asset: Asset;
  readonly version: Version;
  readonly ancestry: KnownAncestry;
  /** `2026-11-26`, in UTC. */
  readonly today: string;
  /** Ids of assets whose names are not told to who asks. */
  readonly hidden?: ReadonlySet<string>;
};

/** Gathers what rules are held against. */
export class FactsDesk {
  constructor(private readonly rooms: FactRooms) {}

  /** @param checks - of the rules in force: what none of them asks for is not fetched; bundles may ask for all */
  async factsOf(
    { asset, version, ancestry, today, hidden }: Question,
    checks: ReadonlySet<Rule['check']>,
  ): Promise<PolicyFacts> {
    const { manifest } = version;
    const asksFor = (check: Rule['check']) =>
      checks.has(check) || checks.has('rego');
    const [evaluations, labels, leaks, card, approved, lineage] =
      await Promise.all([
        this.#evaluations(version),
        this.#labels(version),
        checks.has('disjoint-splits')
          ? this.#leaksAsked(asset, version)
          : this.#leaks(version),
        asksFor('card') ? this.#card(version.id) : undefined,
        asksFor('reviewed') ? this.#approvedOn(version.id, today) : undefined,
        this.#lineage({ id: asset.id, manifest }),
      ]);
    return {
      kind: asset.kind,
      name: asset.name,
      version: manifest.version,
      tags: manifest.tags ?? [],
      system: asset.system,
      task: manifest.task,
      ...(asset.owner === UNOWNED ? {} : { owner: asset.owner }),
      today,
      licence: licenceOf(manifest),
      binding: bindingOf(ancestry, hidden),
      evaluations,
      labels,
      leaks,
      card,
      lineage,
      approvedOn: approved,
    };
  }

  /** All that a version was made of, as manifests say it. */
  ancestryOf({ assetId, manifest }: Version): Promise<KnownAncestry> {
    return ancestryOf({ id: assetId, manifest }, parent =>
      this.#parentsOf(parent),
    );
  }

  async #parentsOf({
    manifest,
  }: Pick<Asset, 'id' | 'manifest'>): Promise<
    Parent<Pick<Asset, 'id' | 'manifest'>>[]
  > {
    const { assets } = this.rooms;
    const parents = await Promise.all(
      madeOf(manifest).map(async ({ name, repository, of, kind }) => {
        const asset = await assets.find(of, name, repository);
        return asset ? [{ asset, kind }] : [];
      }),
    );
    return parents.flat();
  }

  async #evaluations(version: Version) {
    const { assets, runs } = this.rooms;
    const { manifest } = version;
    if (manifest.kind !== 'Model') return undefined;
    const own = (await runs.list({ modelAssetId: version.assetId })).filter(
      run => run.model_version_id === version.id,
    );
    const known = await Promise.all(
      own.map(async run => {
        const [dataset, head] = await Promise.all([
          assets.getVersion(run.dataset_version_id),
          assets.headVersion(run.dataset_asset_id),
        ]);
        return {
          run,
          dataset: dataset ? titleOf(dataset) : run.dataset_asset_id,
          isOnNewestData: head?.id === run.dataset_version_id,
        };
      }),
    );
    return evaluationFacts(manifest, known);
  }

  async #labels({ id, manifest }: Version): Promise<PolicyFacts['labels']> {
    if (manifest.kind !== 'Dataset') return undefined;
    if (!isMeasurable(manifest)) return 'none';
    const { analyses, noiseOf } = this.rooms;
    const [result, audited] = await Promise.all([
      analyses.labels(id),
      noiseOf([id]),
    ]);
    if (!result) {
      const job = await analyses.job('labels', id);
      return job && isOpen(job) ? 'being computed' : undefined;
    }
    return {
      ...noiseFacts(audited.get(id), result.labelsOk),
      annotators: result.byAnnotator.length,
    };
  }

  async #leaks({ id, manifest }: Version): Promise<PolicyFacts['leaks']> {
    if (manifest.kind !== 'Dataset') return undefined;
    if (manifest.split === undefined) return 'none';
    return leaksKnown(await this.rooms.analyses.job('leakage', id));
  }

  /** Of older versions nobody looks for them by himself; a rule that needs them does, once. */
  async #leaksAsked(
    asset: Asset,
    version: Version,
  ): Promise<PolicyFacts['leaks']> {
    const known = await this.#leaks(version);
    if (known !== undefined || !isRead(version)) return known;
    return (
      askForLeakage(this.rooms, asset, version, PRIORITIES.leakage)
        .then(leaksKnown)
        // Where too much waits, the next who looks asks.
        .catch((error: unknown) => {
          if (error instanceof ServiceUnavailableError) return undefined;
          throw error;
        })
    );
  }

  /** What is written in no card is missing of it as a whole. */
  async #card(versionId: string): Promise<PolicyFacts['card']> {
    const found = await this.rooms.cards
      .cardOf(versionId)
      // A host that does not answer leaves the card unknown, which the check says.
      .catch(() => undefined);
    if (!found) return undefined;
    const { report } = found;
    return report
      ? {
          completeness: report.completeness,
          missing: report.missing.map(({ title }) => title),
        }
      : { completeness: 0, missing: ['a card'] };
  }

  async #approvedOn(versionId: string, today: string): Promise<string> {
    return approvedOn(
      await this.rooms.reviews.list(
        { versionId, states: ['decided', 'in git'] },
        { limit: DECISIONS_LIMIT, offset: 0 },
      ),
      today,
    );
  }

  async #lineage(
    of: Pick<Asset, 'id' | 'manifest'>,
  ): Promise<PolicyFacts['lineage']> {
    const named = madeOf(of.manifest);
    const known = await this.#parentsOf(of);
    const there = new Set(known.map(({ asset }) => asset.manifest.name));
    // Of what others name nothing is known but its name.
    const problems = checkLineage(
      named
        .filter(({ of: kind }) => kind === 'dataset')
        .map(({ name, kind }) => ({
          ...{ from: name, to: of.manifest.name, kind },
          origin: of.manifest.name,
        })),
      name => name === of.manifest.name || there.has(name),
    );
    return {
      from: named.map(({ name }) => name),
      problems: problems.map(problem =>
        problem.what === 'missing end'
          ? `${problem.node}, which it says it was made of, is not known here.`
          : 'It says that it was made of itself.',
      ),
    };
  }
}

function noiseFacts(
  audited: Figure | undefined,
  labelsOk: Figure | undefined,
): Pick<LabelFacts, 'noise' | 'noiseBy'> {
  if (audited) return { noise: audited, noiseBy: 'audit' };
  if (!labelsOk) return {};
  const { value, low, high, n } = labelsOk;
  return {
    noise: {
      value: 1 - value,
      ...(high === undefined ? {} : { low: 1 - high }),
      ...(low === undefined ? {} : { high: 1 - low }),
      n,
    },
    noiseBy: 'estimate',
  };
}
