import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  type ExportFormat,
  type Figure,
  LINEAGE_NODES,
  standingOf,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  type Dossier,
  type DossierSlice,
  exportAsset,
  type Exported,
  ExportError,
  standingOf as standingOfDecision,
} from '@greenroom/governance';
import type { DatasetManifest } from '@greenroom/manifest';
import type { AnalysisStore } from '../../analysis/AnalysisStore';
import type { RunStore } from '../../analysis/RunStore';
import type { SeenLineage } from '../../lineage/SeenLineage';
import { versionNodeId } from '../../lineage/statements/nodeIds';
import type { AssetStore } from '../../registry/AssetStore';
import { personalColumns } from '../../registry/personalColumns';
import type { CardDesk, CardFacts } from '../cards/CardDesk';
import type { SeenChecks } from '../policies/SeenChecks';
import type { ReviewStore } from '../reviews/ReviewStore';
import type { ReviewTalk } from '../reviews/ReviewTalk';

/** Who exports, and what they may see of rows: slices are named by what stands in them. */
export type ExportSight = {
  readonly credentials: BackstageCredentials;
  readonly rows: 'shown' | 'hidden';
  readonly personal: 'shown' | 'hidden';
};

const ROWS_HIDDEN =
  'Slices are named by what stands in rows, which whoever made this dossier may not see.';

/** Decisions that a dossier names. */
const REVIEW_LIMIT = 100;

/** Assets in the formats of others, from what the portal knows. */
export class ExportDesk {
  constructor(
    private readonly rooms: {
      cards: CardDesk;
      assets: AssetStore;
      runs: RunStore;
      analyses: AnalysisStore;
      lineage: Pick<SeenLineage, 'of'>;
      reviews: ReviewStore;
      talk: ReviewTalk;
      policies?: Pick<SeenChecks, 'checksOf'>;
    },
  ) {}

  /** @throws InputError where the format has no words for the asset */
  async export(
    assetId: string,
    format: ExportFormat,
    sight: ExportSight,
  ): Promise<Exported> {
    const facts = await this.rooms.cards.factsOf(
      assetId,
      format === 'dossier' ? ['hugging-face', 'eu-ai-act-annex-iv'] : undefined,
    );
    try {
      return await exportAsset(
        format === 'dossier'
          ? await this.#dossier(facts, sight)
          : exportedOf(facts),
        format,
      );
    } catch (error) {
      if (error instanceof ExportError) throw new InputError(error.message);
      throw error;
    }
  }

  async #dossier(facts: CardFacts, sight: ExportSight): Promise<Dossier> {
    const { version } = facts;
    const exported = exportedOf(facts);
    const [lineage, runs] = await Promise.all([
      version && this.#lineage(version.id, sight.credentials),
      this.#currentRuns(facts),
    ]);
    return {
      ...exported,
      lineage,
      gates: runs.flatMap(({ evaluation, result }) =>
        (result?.gates ?? []).map(({ reason, passed }) => ({
          evaluation,
          reason,
          passed,
        })),
      ),
      slices: await this.#slices(runs, sight),
      labelQuality: await this.#labelQuality(runs),
      checks: version && (await this.#checks(version.id, sight.credentials)),
      reviews: version && (await this.#reviews(version.id)),
      ...(sight.rows === 'hidden' && { untold: { slices: ROWS_HIDDEN } }),
    };
  }

  /** Nearest first; what the reader may not see is in it without a name. */
  async #lineage(
    versionId: string,
    credentials: BackstageCredentials,
  ): Promise<Dossier['lineage']> {
    const found = await this.rooms.lineage
      .of(
        {
          node: versionNodeId(versionId),
          direction: 'both',
          by: 'version',
          limit: LINEAGE_NODES,
        },
        credentials,
      )
      .catch(error => {
        // A version that was just read is not in the lineage yet.
        if (error instanceof NotFoundError) return undefined;
        throw error;
      });
    if (!found) return undefined;
    const titles = new Map(found.nodes.map(({ id, title }) => [id, title]));
    return {
      nodes: [],
      edges: found.edges.map(({ from, to, kind, origin, commit }) => ({
        from: titles.get(from) ?? from,
        to: titles.get(to) ?? to,
        kind,
        origin,
        commit,
      })),
      leftOff: found.leftOff,
    };
  }

  async #currentRuns({ runs }: CardFacts) {
    const found = await Promise.all(
      runs
        .filter(({ isCurrent, runId }) => isCurrent && runId)
        .map(({ runId }) => this.rooms.runs.get(runId!)),
    );
    return found.flatMap(run => run ?? []);
  }

  async #slices(
    runs: Awaited<ReturnType<RunStore['list']>>,
    sight: ExportSight,
  ): Promise<readonly DossierSlice[] | undefined> {
    if (sight.rows === 'hidden') return undefined;
    const found = await Promise.all(
      runs.map(async run => {
        const errors = await this.rooms.analyses.errors(run.id);
        const data = await this.rooms.assets.getVersion(run.dataset_version_id);
        const hidden =
          data && sight.personal === 'hidden'
            ? personalColumns(data.manifest)
            : new Set<string>();
        return (errors?.slices ?? [])
          .filter(({ predicates }) =>
            predicates.every(({ feature }) => !hidden.has(feature)),
          )
          .map(
            ({ predicates, size, errorRate }): DossierSlice => ({
              name: `${run.evaluation}: ${predicates
                .map(({ feature, value }) => `${feature} is ${value}`)
                .join(' and ')}`,
              rows: size,
              ...boundsOf(errorRate),
            }),
          );
      }),
    );
    return found.flat();
  }

  async #labelQuality(
    runs: Awaited<ReturnType<RunStore['list']>>,
  ): Promise<string[]> {
    const { analyses, assets } = this.rooms;
    const ids = [...new Set(runs.map(run => run.dataset_version_id))];
    const results = await analyses.labelsOf(ids);
    const lines = await Promise.all(
      ids.map(async id => {
        const data = await assets.getVersion(id);
        const result = results.get(id);
        if (!data || !result) return [];
        const audited = (data.manifest as DatasetManifest).audited ?? [];
        const { name } = data.manifest;
        const ok = result.labelsOk;
        return [
          `${name}: ${result.issues} of ${result.rows} rows have a label that is doubtful.`,
          ...(ok
            ? [
                `${name}: labels that seem right ${percent(ok.value)}${
                  ok.low === undefined || ok.high === undefined
                    ? ''
                    : ` (${percent(ok.low)} to ${percent(ok.high)})`
                }.`,
              ]
            : []),
          audited.length > 0
            ? `${name}: people audited ${audited.join(', ')}.`
            : `${name}: no split was audited by people.`,
        ];
      }),
    );
    return lines.flat();
  }

  async #checks(
    versionId: string,
    credentials: BackstageCredentials,
  ): Promise<Dossier['checks']> {
    const found = await this.rooms.policies?.checksOf(versionId, credentials);
    return found?.checks.map(check => ({
      rule: `${check.rule.policy}/${check.rule.id}`,
      result: standingOf(check),
      detail: check.message,
      commit: check.rule.stated.commit,
    }));
  }

  async #reviews(versionId: string): Promise<Dossier['reviews']> {
    const { reviews, talk } = this.rooms;
    const found = await reviews.list(
      { versionId },
      { limit: REVIEW_LIMIT, offset: 0 },
    );
    const said = await talk.of(found.map(({ id }) => id));
    return found.flatMap(review => {
      const { id, decision, decidedAt, expiresAt, changes, statement } = review;
      const votes = said.get(id)?.votes ?? [];
      return decision && decidedAt
        ? [
            {
              decision,
              at: decidedAt,
              by: votes.map(({ person }) => person).join(', '),
              conditions: votes.flatMap(({ conditions }) => conditions),
              standing: standingOfDecision(
                { decision, expiresAt },
                changes,
                new Date(),
              ).state,
              origin: statement?.path,
            },
          ]
        : [];
    });
  }
}

function exportedOf({
  asset,
  version,
  commit,
  runs,
  card,
}: CardFacts): Dossier {
  const manifest = version?.manifest ?? asset.manifest;
  return {
    manifest: {
      ...manifest,
      owner: asset.owner,
      version: version?.facts.semver ?? manifest.version,
    },
    repository: asset.repository,
    commit,
    time: version && new Date(version.commit.date).toISOString(),
    runs: runs.filter(({ isCurrent }) => isCurrent),
    card,
  };
}

function boundsOf({ value, low, high }: Figure) {
  return { value, low, high };
}

const PERCENT = 100;

function percent(share: number): string {
  return `${(PERCENT * share).toFixed(1)} %`;
}
