import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import { isReviewOpen } from '@greenroom/governance';
import type { Asset, Version } from '../../registry/Asset';
import type { AssetStore } from '../../registry/AssetStore';
import type { Authorship } from './Authorship';
import { pinFiles } from './pinFiles';
import type { ReviewEvidence } from './ReviewEvidence';
import type { ReviewMessages } from './ReviewMessages';
import { type MatchedRule, ruleFor } from './ReviewRules';
import type { ReviewStore } from './ReviewStore';
import type {
  NewReview,
  Requester,
  ReviewSubject,
  StoredReview,
} from './StoredReview';

/** What the backend takes of a reason that a person writes, too. */
const REASON_CHARACTERS = 2_000;
/** Each is a request to the host while a person waits. */
const DATA_FILES = 200;

/** Asks for reviews, and pins what they are about. */
export class ReviewRequests {
  constructor(
    private readonly rooms: {
      assets: AssetStore;
      sources: ReadonlyMap<string, Source>;
      reviews: ReviewStore;
      evidence: ReviewEvidence;
      authorship: Authorship;
      messages: ReviewMessages;
      rules: readonly MatchedRule[];
    },
  ) {}

  /**
   * @throws NotFoundError where there is no such version of a model
   * @throws ConflictError where it has an open review
   */
  async request(
    assetId: string,
    versionId: string,
    by: Requester,
    reason: string | undefined,
  ): Promise<StoredReview> {
    const { reviews, messages } = this.rooms;
    const pinned = await this.#pinned(assetId, versionId, by, reason);
    const review = await reviews.open(pinned);
    if (!review) {
      const { name, semver } = pinned.subject;
      throw new ConflictError(
        `${name} ${
          semver ?? ''
        } has an open review already. Look at it under Reviews.`,
      );
    }
    await messages.requested(review);
    return review;
  }

  /**
   * Pins the version of an open review anew, in another that takes its place.
   * What was agreed and asked rests on what was pinned before, and stays there.
   *
   * @throws NotFoundError where there is no such review, or its version is gone
   * @throws ConflictError where it is not open, or nothing is another
   */
  async renew(reviewId: string): Promise<StoredReview> {
    const { reviews, messages } = this.rooms;
    const before = await reviews.get(reviewId);
    if (!before) throw new NotFoundError(`No review ${reviewId}.`);
    const { assetId, versionId, requestedBy, changes } = before;
    if (!isReviewOpen(before.state))
      throw new ConflictError(
        `This review is ${before.state}: nothing is pinned in it any more. Ask for a new one.`,
      );
    if (changes.length === 0)
      throw new ConflictError(
        'What this review pins is as it was. There is nothing to pin anew.',
      );
    const review = await reviews.renew(
      reviewId,
      await this.#pinned(
        assetId,
        versionId,
        requestedBy,
        `Pinned anew: ${changes.join(' ')}`.slice(0, REASON_CHARACTERS),
      ),
    );
    if (!review)
      throw new ConflictError(
        'This review was decided or withdrawn meanwhile. Look at it again.',
      );
    await messages.requested(review);
    return review;
  }

  async #pinned(
    assetId: string,
    versionId: string,
    by: Requester,
    reason: string | undefined,
  ): Promise<NewReview> {
    const { assets, evidence, authorship, rules } = this.rooms;
    const asset = await assets.get(assetId);
    const version = await assets.getVersion(versionId);
    if (asset?.kind !== 'model' || version?.assetId !== assetId)
      throw new NotFoundError(`No version ${versionId} of a model ${assetId}.`);
    const subject = await this.#subject(asset, version);
    const before = await evidence.approvedBefore(assetId, versionId);
    return {
      assetId,
      versionId,
      subject,
      sections: await evidence.sections(asset, version),
      authors: await authorship.of({
        sourceId: asset.sourceId,
        repository: asset.repository,
        revision: subject.revision,
        paths: subject.files.map(({ path }) => path),
        after: before?.subject.revision,
      }),
      rule: ruleFor(rules, asset),
      requestedBy: by,
      reason,
    };
  }

  async #subject(asset: Asset, version: Version): Promise<ReviewSubject> {
    const source = this.rooms.sources.get(asset.sourceId);
    if (!source)
      throw new InputError(
        `The source ${asset.sourceId} is no longer configured, so its files cannot be pinned.`,
      );
    const { assets } = this.rooms;
    // Of an unchanged version the newest revision, whose manifest is the one in force.
    const revision = (await assets.listRevisionsOfVersions([version.id])).at(
      -1,
    );
    const commit = revision?.commit ?? version.commit.sha;
    const files = revision
      ? Object.keys(JSON.parse(revision.files) as Record<string, string>)
      : Object.keys(version.files);
    const data = await this.rooms.evidence.trainingData(version);
    return {
      name: asset.name,
      entityRef: asset.entityRef,
      owner: asset.owner,
      sourceId: asset.sourceId,
      repository: asset.repository,
      semver: version.facts.semver,
      digest: version.digest,
      revision: commit,
      revisionUrl: source.commitUrl(asset.repository, commit),
      manifestPath: asset.path,
      files: await pinFiles(source, asset.repository, commit, [
        ...asset.paths,
        ...files,
        ...data.flatMap(each =>
          isBeside(asset, each.asset) ? filesOf(each) : [],
        ),
      ]),
      data: await this.#pinData(
        data.filter(each => !isBeside(asset, each.asset)),
      ),
      checks: await this.rooms.evidence.statedChecks(version.id),
      tellsOf: await this.rooms.evidence.mentions(asset, version),
    };
  }

  /** Of data sets of very many files the content digest is pinned with the lineage, and no file. */
  async #pinData(
    data: readonly DataVersion[],
  ): Promise<NonNullable<ReviewSubject['data']>> {
    const pinned = await Promise.all(
      data.map(async each => {
        const source = this.rooms.sources.get(each.asset.sourceId);
        const paths = filesOf(each);
        if (!source || paths.length > DATA_FILES) return [];
        const { repository } = each.asset;
        const revision = each.version.commit.sha;
        const files = await pinFiles(source, repository, revision, paths);
        return files.length > 0 ? [{ repository, revision, files }] : [];
      }),
    );
    return pinned.flat();
  }
}

type DataVersion = { readonly asset: Asset; readonly version: Version };

function filesOf({ asset, version }: DataVersion): readonly string[] {
  return [...asset.paths, ...Object.keys(version.files)];
}

function isBeside(
  one: Pick<Asset, 'sourceId' | 'repository'>,
  other: Pick<Asset, 'sourceId' | 'repository'>,
): boolean {
  return one.sourceId === other.sourceId && one.repository === other.repository;
}
