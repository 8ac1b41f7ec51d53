import { createHash } from 'node:crypto';
import { parseEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  type PolicyCheck,
  type PolicyChecks,
  standingOf,
  type WaiverRequest,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import {
  ancestorsIn,
  checkPolicies,
  judgeWaiver,
  type PolicyFacts,
  type Stated,
} from '@greenroom/governance';
import type { Asset, Version } from '../../registry/Asset';
import type { AssetStore } from '../../registry/AssetStore';
import type { Acts } from '../audit/Acts';
import type { FactsDesk } from './facts/FactsDesk';
import type { PolicyRepository } from './PolicyReader';
import type { PolicyStore, StoredPolicyFile } from './PolicyStore';
import { createRegoAsker } from './regoAsker';
import { statedPolicies, type StatedPolicies } from './statedPolicies';
import { toPolicyCheck, toProblem } from './toPolicyCheck';
import type { VersionChecks } from './VersionChecks';

/** Raise it when the same rules and facts would have another answer. */
const ENGINE = 2;
/** What a person has to do something about comes first. */
const ORDER = ['fail', 'waived', 'pass', 'not applicable'];

/** Of assets, the ids of those that are not named to who asks. */
export type HiddenOf = (
  assetIds: readonly string[],
) => Promise<ReadonlySet<string>>;

const NOTHING_HIDDEN: HiddenOf = async () => new Set();

/** Holds the policies in force against versions. */
export class PolicyDesk implements VersionChecks {
  constructor(
    private readonly rooms: {
      store: PolicyStore;
      assets: Pick<AssetStore, 'get' | 'getVersion'>;
      facts: Pick<FactsDesk, 'factsOf' | 'ancestryOf'>;
      sources: ReadonlyMap<string, Source>;
      policies?: PolicyRepository;
      acts: Pick<Acts, 'note'>;
      now?(): Date;
    },
  ) {}

  /** @param hiddenOf - where it hides something, the answer is made for who asks alone */
  async checksOf(
    versionId: string,
    hiddenOf: HiddenOf = NOTHING_HIDDEN,
  ): Promise<PolicyChecks> {
    const { asset, version } = await this.#place(versionId);
    const files = await this.#filesFor(asset);
    const stated = statedPolicies(files, systemOf(asset));
    const link = (place: Pick<Stated, 'repository' | 'path' | 'line'>) =>
      this.#link(files, place);
    const answer = {
      ...{ assetId: asset.id, versionId },
      problems: stated.problems.map(problem => toProblem(problem, link)),
    };
    if (stated.rules.length === 0)
      return {
        ...answer,
        checks: [],
        checkedAt: this.#now().toISOString(),
        digest: digestOf([]),
      };
    const ancestry = await this.rooms.facts.ancestryOf(version);
    const hidden = await hiddenOf(ancestorsIn(ancestry));
    const known = await this.rooms.facts.factsOf(
      { asset, version, ancestry, today: this.#today(), hidden },
      new Set(stated.rules.map(({ rule }) => rule.check)),
    );
    const { checks, checkedAt } =
      hidden.size === 0
        ? await this.#checks(version, files, stated, known)
        : {
            checks: await this.#judge(files, stated, known),
            checkedAt: this.#now().toISOString(),
          };
    return {
      ...answer,
      checks: [...checks].sort(byStanding),
      checkedAt,
      digest: digestOf(
        // A decision that pins this is no change of what it rests on.
        checks.filter(({ rule }) => rule.check !== 'reviewed').map(saidBy),
      ),
    };
  }

  /** What rules are held against, and what a bundle finds as `input.facts`. */
  async factsOf(
    versionId: string,
    hiddenOf: HiddenOf = NOTHING_HIDDEN,
  ): Promise<PolicyFacts> {
    const { asset, version } = await this.#place(versionId);
    const ancestry = await this.rooms.facts.ancestryOf(version);
    const hidden = await hiddenOf(ancestorsIn(ancestry));
    return this.rooms.facts.factsOf(
      { asset, version, ancestry, today: this.#today(), hidden },
      new Set(['rego'] as const),
    );
  }

  /** Ids of what the version was made of, which its checks may name. */
  async ancestorsOf(versionId: string): Promise<string[]> {
    const { version } = await this.#place(versionId);
    return ancestorsIn(await this.rooms.facts.ancestryOf(version));
  }

  /**
   * What a rule says of the newest version, for whoever wants it waived.
   *
   * @throws InputError where a waiver would do nothing
   */
  async waivable(
    asset: Asset,
    versionId: string,
    request: WaiverRequest,
  ): Promise<PolicyCheck> {
    const stated = statedPolicies(await this.#filesFor(asset), systemOf(asset));
    const inForce = stated.rules.find(({ rule }) => rule.id === request.rule);
    if (!inForce)
      throw new InputError(
        `No policy in force here has a rule ${request.rule}.`,
      );
    const today = this.#today();
    const { state, message } = judgeWaiver(
      {
        waiver: { asset: asset.name, ...request },
        from: 'asset',
        committedOn: today,
        author: { name: '', verified: false },
        stated: inForce.stated,
      },
      inForce,
      today,
    );
    if (state !== 'in force') throw new InputError(message);
    const { checks } = await this.checksOf(versionId);
    const check = checks.find(({ rule }) => rule.id === request.rule)!;
    const standing = standingOf(check);
    if (standing !== 'fail')
      throw new InputError(
        `${request.rule} is ${standing} for the newest version: there is nothing to waive.`,
      );
    return check;
  }

  async #place(versionId: string): Promise<{ asset: Asset; version: Version }> {
    const { assets } = this.rooms;
    const version = await assets.getVersion(versionId);
    const asset = version && (await assets.get(version.assetId));
    if (!asset) throw new NotFoundError(`No version ${versionId}.`);
    return { asset, version };
  }

  async #checks(
    version: Version,
    files: readonly StoredPolicyFile[],
    stated: StatedPolicies,
    facts: PolicyFacts,
  ): Promise<Pick<PolicyChecks, 'checks' | 'checkedAt'>> {
    const { store, acts } = this.rooms;
    const digest = digestOf([
      ENGINE,
      stated,
      files.map(({ bundles }) => bundles),
      facts,
    ]);
    const kept = await store.checksOf(version.id);
    if (kept?.digest === digest)
      return {
        checks: [...kept.checks],
        checkedAt: new Date(kept.checkedAtMillis).toISOString(),
      };
    const checks = await this.#judge(files, stated, facts);
    const checkedAtMillis = this.#now().getTime();
    await store.putChecks({
      ...{ versionId: version.id, assetId: version.assetId },
      ...{ digest, checks, checkedAtMillis },
    });
    const outcome = newOutcomes(kept?.checks ?? [], checks);
    if (outcome.length > 0)
      await acts.note('policy-outcome', { versionId: version.id, outcome });
    return {
      checks,
      checkedAt: new Date(checkedAtMillis).toISOString(),
    };
  }

  async #judge(
    files: readonly StoredPolicyFile[],
    stated: StatedPolicies,
    facts: PolicyFacts,
  ): Promise<PolicyCheck[]> {
    const checked = await checkPolicies(stated.rules, facts, {
      waivers: stated.waivers,
      rego: createRegoAsker(files, this.rooms.sources),
    });
    return checked.map(each =>
      toPolicyCheck(each, place => this.#link(files, place)),
    );
  }

  /** Of the repository of policies, and of the asset's own. */
  async #filesFor({
    sourceId,
    repository,
  }: Asset): Promise<readonly StoredPolicyFile[]> {
    const { store, policies } = this.rooms;
    const from = policies?.sourceId ?? sourceId;
    const isOwn = policies?.repository === repository && from === sourceId;
    const [common, own] = await Promise.all([
      policies ? store.filesOf(from, policies.repository) : [],
      isOwn ? [] : store.filesOf(sourceId, repository),
    ]);
    return [...common, ...own];
  }

  #link(
    files: readonly StoredPolicyFile[],
    { repository, path, line }: Pick<Stated, 'repository' | 'path' | 'line'>,
  ): string | undefined {
    const file = files.find(
      each => each.repository === repository && each.path === path,
    );
    return (
      file &&
      this.rooms.sources
        .get(file.sourceId)
        ?.fileUrl(repository, file.commit, path, line)
    );
  }

  #now(): Date {
    return this.rooms.now?.() ?? new Date();
  }

  #today(): string {
    return this.#now().toISOString().slice(0, 10);
  }
}

function systemOf({ system }: Asset): string | undefined {
  return system === undefined
    ? undefined
    : parseEntityRef(system, {
        defaultKind: 'system',
        defaultNamespace: 'default',
      }).name;
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** What stays the same from day to day, as long as nothing changes. */
function saidBy(check: PolicyCheck) {
  const { id, stated } = check.rule;
  return [id, stated.repository, stated.path, stated.commit, standingOf(check)];
}

/** `no-leaks: fail`, of each rule that is new or says another thing than it did. */
function newOutcomes(
  before: readonly PolicyCheck[],
  now: readonly PolicyCheck[],
): string[] {
  const said = new Map(before.map(check => [check.rule.id, standingOf(check)]));
  return now.flatMap(check => {
    const standing = standingOf(check);
    return said.get(check.rule.id) === standing
      ? []
      : [`${check.rule.id}: ${standing}`];
  });
}

function byStanding(a: PolicyCheck, b: PolicyCheck): number {
  return ORDER.indexOf(standingOf(a)) - ORDER.indexOf(standingOf(b));
}
