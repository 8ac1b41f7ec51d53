import {
  type AssetCard,
  type PinnedSection,
  type PolicyCheck,
  REVIEW_SECTIONS,
  type ReviewPin,
  type ReviewSectionName,
  isBlocking,
  standingOf,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { ReviewPredicate } from '@greenroom/governance';
import { datasetLinks, type ModelManifest } from '@greenroom/manifest';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { AnalysisStore } from '../../analysis/AnalysisStore';
import { trainedOn } from '../../analysis/predictionsFor';
import type { RunStore, RunWithJob } from '../../analysis/RunStore';
import { isOpen } from '../../jobs/JobRow';
import { HIDDEN_TITLE } from '../../lineage/maskAnswer';
import type { Asset, Version } from '../../registry/Asset';
import type { AssetStore } from '../../registry/AssetStore';
import type { SeenChecks } from '../policies/SeenChecks';
import type { VersionChecks } from '../policies/VersionChecks';
import { type Mention, mentionOf } from './Mention';
import type { ReviewStore } from './ReviewStore';
import { cardSection } from './sections/cardSection';
import { changesSection } from './sections/changesSection';
import { checksSection, judgesVersion } from './sections/checksSection';
import { digestOf } from './sections/digestOf';
import { evaluationSection } from './sections/evaluationSection';
import { labelsSection } from './sections/labelsSection';
import { lineageSection } from './sections/lineageSection';
import type { NamedDataset, ReviewedFacts } from './sections/ReviewedFacts';
import { slicesSection } from './sections/slicesSection';
import type { StoredReview, StoredSection } from './StoredReview';

const MAKERS: Readonly<
  Record<ReviewSectionName, (facts: ReviewedFacts) => PinnedSection>
> = {
  lineage: lineageSection,
  checks: checksSection,
  evaluation: evaluationSection,
  slices: slicesSection,
  'label-quality': labelsSection,
  changes: changesSection,
  card: cardSection,
};

/** So many reviews of one model are gone through for the last approved one. */
const LOOKED_BACK = 200;

/** What is known of a version now; a review pins it, and is held against it later. */
export class ReviewEvidence {
  constructor(
    private readonly rooms: {
      assets: AssetStore;
      runs: RunStore;
      analyses: AnalysisStore;
      reviews: ReviewStore;
      policies?: VersionChecks;
      seenPolicies?: Pick<SeenChecks, 'checksOf'>;
      cards?: { cardOf(versionId: string): Promise<AssetCard | undefined> };
    },
  ) {}

  async sections(asset: Asset, version: Version): Promise<StoredSection[]> {
    const facts = await this.#facts(asset, version);
    return REVIEW_SECTIONS.map(name => {
      const section = MAKERS[name](facts);
      return { ...section, sha256: digestOf(section) };
    });
  }

  /** What a review of the version would rest on, were it asked for now. */
  async pins(asset: Asset, version: Version): Promise<readonly ReviewPin[]> {
    const sections = await this.sections(asset, version);
    return sections.flatMap(({ pins }) => pins);
  }

  /** Whether its runs have ended: what a review would pin before is still to come. */
  async isThere(asset: Asset, version: Version): Promise<boolean> {
    const { evaluations = [] } = version.manifest as ModelManifest;
    const runs = await this.rooms.runs.list({ modelAssetId: asset.id });
    const own = runs.filter(run => run.model_version_id === version.id);
    return (
      own.every(({ job }) => !isOpen(job)) &&
      (evaluations.length === 0 || own.length > 0)
    );
  }

  /** The data that a version was trained on, where it is known which. */
  async trainingData(
    version: Version,
  ): Promise<readonly { readonly asset: Asset; readonly version: Version }[]> {
    const datasets = await this.#datasets(version, []);
    return datasets.flatMap(({ asset, version: at }) =>
      asset && at ? [{ asset, version: at }] : [],
    );
  }

  /** Rules in force and their results, as a statement names them. */
  async statedChecks(versionId: string): Promise<ReviewPredicate['checks']> {
    const found = await this.rooms.policies?.checksOf(versionId);
    return (found?.checks ?? []).filter(judgesVersion).map(check => ({
      rule: nameOf(check),
      commit: check.rule.stated.commit,
      result: standingOf(check),
    }));
  }

  /** Rules that keep the version from being approved, a sentence each, in words that the caller may be told. */
  async blocking(
    versionId: string,
    credentials: BackstageCredentials,
  ): Promise<readonly string[]> {
    const { policies, seenPolicies } = this.rooms;
    const found = await policies?.checksOf(versionId);
    const blocking = (found?.checks ?? []).filter(
      check => isBlocking(check) && judgesVersion(check),
    );
    if (blocking.length === 0) return [];
    const seen = await seenPolicies?.checksOf(versionId, credentials);
    const said = new Map(
      (seen?.checks ?? [])
        // A bundle may judge by a name that is not told to it here.
        .filter(isBlocking)
        .map(check => [nameOf(check), check.message]),
    );
    return blocking.map(
      check =>
        `${check.rule.title}: ${said.get(nameOf(check)) ?? HIDDEN_TITLE}`,
    );
  }

  /** Other assets that sections of the version name. */
  async mentions(asset: Asset, version: Version): Promise<readonly Mention[]> {
    const { assets, policies, runs } = this.rooms;
    const own = (await runs.list({ modelAssetId: asset.id })).filter(
      run => run.model_version_id === version.id,
    );
    const named = await this.#datasets(version, own);
    const ids = new Set([
      ...((await policies?.ancestorsOf(version.id)) ?? []),
      ...named.flatMap(dataset => dataset.asset?.id ?? []),
    ]);
    ids.delete(asset.id);
    const ownPaths = new Set([...asset.paths, ...Object.keys(version.files)]);
    return (await assets.getMany([...ids])).map(other => {
      const versions = named
        .filter(dataset => dataset.asset?.id === other.id)
        .flatMap(dataset => [dataset.version ?? [], dataset.newest ?? []])
        .flat();
      const paths = [
        ...other.paths,
        ...versions.flatMap(each => Object.keys(each.files)),
      ].filter(
        path => other.repository !== asset.repository || !ownPaths.has(path),
      );
      return mentionOf(other, versions, [...new Set(paths)]);
    });
  }

  /** The newest approval of another version; what ended since was approved all the same. */
  async approvedBefore(
    assetId: string,
    versionId: string,
  ): Promise<StoredReview | undefined> {
    const decided = await this.rooms.reviews.list(
      { assetId, states: ['decided', 'in git'] },
      { limit: LOOKED_BACK, offset: 0 },
    );
    return decided.find(
      review =>
        review.decision !== 'rejected' && review.versionId !== versionId,
    );
  }

  async #facts(asset: Asset, version: Version): Promise<ReviewedFacts> {
    const { assets, analyses, runs, policies, cards } = this.rooms;
    const ofModel = newestOfEach(await runs.list({ modelAssetId: asset.id }));
    const ofVersion = (id: string | undefined) =>
      ofModel.filter(run => run.model_version_id === id);
    const own = ofVersion(version.id);
    const datasets = await this.#datasets(version, own);
    const review = await this.approvedBefore(asset.id, version.id);
    const versions = await assets.listVersions(asset.id);
    const before = versions.find(({ id }) => id === review?.versionId);
    const errors = await Promise.all(
      own.map(async ({ id }) => [id, await analyses.errors(id)] as const),
    );
    return {
      asset,
      version,
      datasets,
      runs: own,
      errors: new Map(
        errors.flatMap(([id, result]) =>
          result ? [[id, result] as const] : [],
        ),
      ),
      labels: await analyses.labelsOf(
        datasets.flatMap(dataset => dataset.version?.id ?? []),
      ),
      approved: review && {
        review,
        version: before,
        runs: ofVersion(review.versionId),
      },
      since: versions.filter(
        ({ ordinal }) =>
          ordinal > (before?.ordinal ?? -1) && ordinal <= version.ordinal,
      ),
      checks: await policies?.checksOf(version.id),
      card: (await cards?.cardOf(version.id))?.report,
    };
  }

  async #datasets(
    version: Version,
    runs: readonly RunWithJob[],
  ): Promise<NamedDataset[]> {
    const { assets } = this.rooms;
    const manifest = version.manifest as ModelManifest;
    const trained = manifest.trainedOn;
    const found: NamedDataset[] = [];
    for (const { dataset, repository } of onceEach(datasetLinks(manifest))) {
      const asset = await assets.findDataset(dataset, repository);
      const versions = asset ? await assets.listVersions(asset.id) : [];
      const newest = versions.at(-1);
      const common = { name: dataset, asset, newest };
      if (trained?.dataset === dataset)
        found.push({
          ...common,
          relation: 'trained on',
          version: versions.find(each => trainedOn(version, each)),
        });
      const tested = new Set(
        runs
          .filter(run => run.dataset_asset_id === asset?.id)
          .map(run => run.dataset_version_id),
      );
      for (const at of versions)
        if (tested.has(at.id))
          found.push({ ...common, relation: 'evaluated on', version: at });
    }
    return found;
  }
}

function nameOf({ rule }: PolicyCheck): string {
  return `${rule.policy}/${rule.id}`;
}

/** Runs come newest first. */
function newestOfEach(runs: readonly RunWithJob[]): RunWithJob[] {
  const found = new Map<string, RunWithJob>();
  for (const run of runs) {
    const { model_version_id, evaluation, split, dataset_version_id } = run;
    const key = JSON.stringify([
      model_version_id,
      evaluation,
      split,
      dataset_version_id,
    ]);
    if (!found.has(key)) found.set(key, run);
  }
  return [...found.values()];
}

function onceEach<Link extends { dataset: string; repository?: string }>(
  links: readonly Link[],
): Link[] {
  const found = new Map(
    links.map(link => [`${link.repository ?? ''} ${link.dataset}`, link]),
  );
  return [...found.values()];
}
