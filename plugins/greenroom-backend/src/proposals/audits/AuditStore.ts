import type {
  AuditSummary,
  DrawAuditRequest,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Knex } from 'knex';
import type { AuditedRow } from '../../rows/AuditRows';

/** A row as it was drawn. */
export type DrawnRow = AuditedRow & { readonly stratum: string };

/** An audit sample: which rows people are asked about, and what they were drawn from. */
export type StoredAudit = Pick<
  AuditSummary,
  'id' | 'versionId' | 'author' | 'design' | 'split' | 'population'
> & {
  readonly assetId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by?: DrawAuditRequest['by'];
  /** The scores by which rows were flagged, of strata by what is flagged. */
  readonly drawnBy?: string;
  readonly seed: number;
  /** Rows of the population in each. */
  readonly strata: readonly { readonly name: string; readonly rows: number }[];
  /** In drawn order. */
  readonly sample: readonly DrawnRow[];
};

type AuditRow = {
  id: string;
  asset_id: string;
  version_id: string;
  author: string;
  at: number | string;
  design: 'random' | 'stratified';
  stratified_by: DrawAuditRequest['by'] | null;
  scores_artifact: string | null;
  split: string | null;
  seed: number | string;
  population: number;
  strata: string;
  sample: string;
};

/** Versions have few audits; of the oldest nobody asks. */
const LISTED_AUDITS = 50;

/** Audit samples. Original: they cannot be rebuilt from git. */
export class AuditStore {
  constructor(private readonly knex: Knex) {}

  async add(audit: StoredAudit): Promise<void> {
    await this.knex<AuditRow>('audits').insert({
      id: audit.id,
      asset_id: audit.assetId,
      version_id: audit.versionId,
      author: audit.author,
      at: audit.at,
      design: audit.design,
      stratified_by: audit.by ?? null,
      scores_artifact: audit.drawnBy ?? null,
      split: audit.split ?? null,
      seed: audit.seed,
      population: audit.population,
      strata: JSON.stringify(audit.strata),
      sample: JSON.stringify(audit.sample),
    });
  }

  async get(id: string): Promise<StoredAudit | undefined> {
    const row = await this.knex<AuditRow>('audits').where({ id }).first();
    return row && toAudit(row);
  }

  /** Newest first, of all these versions. */
  list(versionIds: readonly string[]): Promise<StoredAudit[]> {
    return this.#newest('version_id', versionIds);
  }

  /** Newest first, of all versions of these data sets. */
  listOfAssets(assetIds: readonly string[]): Promise<StoredAudit[]> {
    return this.#newest('asset_id', assetIds);
  }

  async #newest(
    column: 'version_id' | 'asset_id',
    ids: readonly string[],
  ): Promise<StoredAudit[]> {
    const rows = await this.knex<AuditRow>('audits')
      .whereIn(column, [...ids])
      .orderBy('at', 'desc')
      .limit(LISTED_AUDITS);
    return rows.map(toAudit);
  }
}

function toAudit(row: AuditRow): StoredAudit {
  return {
    id: row.id,
    assetId: row.asset_id,
    versionId: row.version_id,
    author: row.author,
    at: Number(row.at),
    design: row.design,
    by: row.stratified_by ?? undefined,
    drawnBy: row.scores_artifact ?? undefined,
    split: row.split ?? undefined,
    seed: Number(row.seed),
    population: row.population,
    strata: JSON.parse(row.strata),
    sample: JSON.parse(row.sample),
  };
}
