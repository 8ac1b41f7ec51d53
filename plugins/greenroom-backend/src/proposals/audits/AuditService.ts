import { randomInt, randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type {
  Audit,
  AuditSummary,
  DrawAuditRequest,
  Figure,
} from '@greenroom/backstage-plugin-greenroom-common';
import { isDetection } from '@greenroom/manifest';
import type { AnalysisStore } from '../../analysis/AnalysisStore';
import type { AssetStore } from '../../registry/AssetStore';
import type { RowsRoom } from '../../rows/RowsRoom';
import type { Changer } from '../auditedChange';
import type { DecisionStore } from '../decisions/DecisionStore';
import type { Word } from '../decisions/Word';
import type { GroupedBy } from './auditGroups';
import { auditRate } from './auditRate';
import type { AuditStore, StoredAudit } from './AuditStore';
import { auditSummary, auditView, isWrong } from './auditView';
import { decidedSample } from './decidedSample';
import { drawSample } from './drawSample';

/** Where precision and recall are told; most doubtful labels have low scores. */
const THRESHOLDS = [
  0.01,
  0.02,
  ...Array.from({ length: 20 }, (_, i) => (i + 1) / 20),
];
const SEEDS = 2 ** 32;

/** Audit samples: how much of a data set is wrong, from what people say of rows drawn at random. */
export class AuditService {
  constructor(
    private readonly rooms: {
      store: AuditStore;
      words: DecisionStore;
      assets: AssetStore;
      analyses: AnalysisStore;
      rows: Pick<RowsRoom, 'audits' | 'auditScores' | 'auditTraits' | 'labels'>;
    },
  ) {}

  /**
   * @throws InputError where there are no such strata, or no labelled rows
   * @throws NotFoundError where there is no such version
   */
  async draw(
    versionId: string,
    asked: DrawAuditRequest,
    { author, credentials }: Changer,
  ): Promise<Audit> {
    const { store, assets, analyses, rows } = this.rooms;
    const request = { ...asked, seed: asked.seed ?? randomInt(SEEDS) };
    if (request.design === 'stratified' && !request.by)
      throw new InputError(
        'A stratified sample needs strata: give by flagged, given, split or annotator.',
      );
    const { by: asks, ...rest } = request;
    const by = request.design === 'stratified' ? asks : undefined;
    const version = await assets.getVersion(versionId);
    if (!version) throw new NotFoundError(`No version ${versionId}.`);
    if (by === 'given' && isDetection(version.manifest))
      throw new InputError(
        'Pictures with boxes have no class to draw by. Draw at random, or by flagged, split or annotator.',
      );
    await rows.labels.assertVisible(versionId, credentials);
    const scores = (await analyses.labels(versionId))?.scoresArtifact;
    const strata = await rows.audits.strata(
      versionId,
      { ...rest, by },
      credentials,
      scores,
    );
    const sample = drawSample(strata, {
      size: request.size,
      allocation: { kind: by === 'flagged' ? 'equal' : 'proportional' },
    });
    if (sample.length === 0)
      throw new InputError(
        request.split === undefined
          ? 'This version has no labelled rows.'
          : `This version has no labelled rows in the split ${request.split}.`,
      );
    const audit: StoredAudit = {
      id: randomUUID(),
      assetId: version.assetId,
      versionId,
      author,
      at: Date.now(),
      design: request.design,
      by,
      drawnBy: by === 'flagged' ? scores : undefined,
      split: request.split,
      seed: request.seed,
      population: strata.reduce((sum, stratum) => sum + stratum.rows, 0),
      strata: strata.map(({ name, rows: n }) => ({ name, rows: n })),
      sample,
    };
    await store.add(audit);
    return this.#view(audit, credentials);
  }

  /** Newest first. */
  async list(
    versionId: string,
    credentials: BackstageCredentials,
  ): Promise<AuditSummary[]> {
    const { store, rows } = this.rooms;
    await rows.labels.assertVisible(versionId, credentials);
    const audits = await store.list([versionId]);
    const said = await this.#saidIn(audits);
    return audits.map(audit =>
      auditSummary(audit, decidedSample(audit, said.get(audit.id) ?? [])),
    );
  }

  async get(
    auditId: string,
    credentials: BackstageCredentials,
  ): Promise<Audit> {
    const audit = await this.rooms.store.get(auditId);
    if (!audit) throw new NotFoundError(`No audit ${auditId}.`);
    await this.rooms.rows.labels.assertVisible(audit.versionId, credentials);
    return this.#view(audit, credentials);
  }

  /** Shares of wrong labels by version, from the newest audit that has decided rows. */
  async noiseOf(
    versionIds: readonly string[],
  ): Promise<ReadonlyMap<string, Figure>> {
    const audits = await this.rooms.store.list(versionIds);
    const said = await this.#saidIn(audits);
    const found = new Map<string, Figure>();
    for (const audit of audits) {
      if (found.has(audit.versionId)) continue;
      const noise = auditRate(
        audit.strata,
        decidedSample(audit, said.get(audit.id) ?? []).rows,
        { hit: isWrong },
      );
      // Of one split nothing is known of the others.
      if (noise && audit.split === undefined) found.set(audit.versionId, noise);
    }
    return found;
  }

  async #view(
    audit: StoredAudit,
    credentials: BackstageCredentials,
  ): Promise<Audit> {
    const { words, analyses, assets, rows } = this.rooms;
    const { versionId } = audit;
    const [said, result, sight, version] = await Promise.all([
      words.ofAudits([audit.id]),
      analyses.labels(versionId),
      rows.audits.sight(versionId, credentials),
      assets.getVersion(versionId),
    ]);
    // Strata made by scores that were not kept cannot be counted again.
    const isCountable = audit.by !== 'flagged' || audit.drawnBy !== undefined;
    const scores =
      said.length > 0 && isCountable ? result?.scoresArtifact : undefined;
    const [opinions, counts] = scores
      ? await Promise.all([
          rows.auditScores.opinions(
            scores,
            said.map(({ key }) => key),
          ),
          rows.auditScores.counts(scores, audit, THRESHOLDS),
        ])
      : [];
    const groups: GroupedBy[] = [
      // A picture with boxes has no one class.
      ...(version && isDetection(version.manifest) ? [] : (['class'] as const)),
      ...(sight.split ? (['split'] as const) : []),
      ...(sight.annotator ? (['annotator'] as const) : []),
    ];
    const traits = await rows.auditTraits.of(
      versionId,
      said.map(({ key }) => key),
      credentials,
    );
    return auditView(
      sight.split ? audit : withoutSplits(audit),
      said,
      decidedSample(audit, said, opinions),
      { scores: counts && { thresholds: THRESHOLDS, counts }, groups, traits },
    );
  }

  async #saidIn(
    audits: readonly StoredAudit[],
  ): Promise<ReadonlyMap<string, readonly Word[]>> {
    const words = await this.rooms.words.ofAudits(audits.map(({ id }) => id));
    const found = new Map<string, Word[]>();
    for (const word of words) {
      const known = found.get(word.auditId!);
      if (known) known.push(word);
      else found.set(word.auditId!, [word]);
    }
    return found;
  }
}

function withoutSplits(audit: StoredAudit): StoredAudit {
  return {
    ...audit,
    split: undefined,
    sample: audit.sample.map(row => ({ ...row, split: '' })),
  };
}
