import type { Knex } from 'knex';
import type {
  Confusion,
  DataComparison,
  DriftAgainst,
  Figure,
  LabelQuality,
  Slice,
  VersionDrift,
  VersionLeakage,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { BlameResult } from './blame';
import type { DerivedAnswer } from './compute/derived/DerivedInput';
import type { JobRow } from '../jobs/JobRow';
import type { JobStore } from '../jobs/JobStore';

/** The answer of a label quality job; what it says of rows is in artifacts. */
export type LabelsResult = Required<
  Pick<
    LabelQuality,
    'rows' | 'issues' | 'predictions' | 'transitions' | 'byAnnotator' | 'checks'
  >
> &
  // Answers of before neighbours were searched lack some; no row may have been judged.
  Pick<LabelQuality, 'labelsOk' | 'byKind' | 'byClass' | 'ambiguousPairs'> & {
    /** Parquet with `ISSUE_COLUMNS`, the worst first. */
    issuesArtifact: string;
    /** Parquet with `SCORE_COLUMNS`, in the order of keys. */
    scoresArtifact?: string;
    /** Parquet with `GROUP_COLUMNS`. */
    groupsArtifact?: string;
    /** JSON: `CrowdAnswer`, where several people labelled the same rows. */
    annotatorsArtifact?: string;
  };

/** The answer of an error analysis job. */
export type ErrorsResult = {
  rows: number;
  errorRate: Figure;
  confusion: Confusion;
  slices: Slice[];
  features: string[];
  remark?: string;
};

/** The answer of a comparison job; the rows that differ are an artifact. */
export type ComparisonResult = Omit<DataComparison, 'release'> & {
  /** What rows were matched by, and whose changes are transitions. */
  key?: string;
  label?: string;
  /** Added rows by their split, where there is one. */
  addedBySplit?: Record<string, number>;
  /** Parquet: key, change, changed, before, after. */
  changesArtifact: string;
};

/** The answer of a drift job. */
export type DriftResult = Pick<VersionDrift, 'columns' | 'remark'>;

/** The answer of a job that reads features off texts and pictures. */
export type DerivedResult = DerivedAnswer & {
  /** Parquet: the number of the row, and a column a feature. */
  derivedArtifact: string;
};

/** The answer of a leakage job; the rows are an artifact. */
export type LeakageResult = {
  counts: NonNullable<VersionLeakage['counts']>;
  remark: string;
  total: number;
  /** Rows are named by their number, from 0, where there is no key. */
  namedBy: 'key' | 'number';
  /** Parquet: kind, key, split, otherKey, otherSplit, similarity, versionId. */
  leaksArtifact?: string;
};

type Kind =
  | 'labels'
  | 'errors'
  | 'error-trend'
  | 'comparison'
  | 'drift'
  | 'leakage'
  | 'derived'
  | 'blame'
  | 'inference'
  | 'attribution'
  | 'run-comparison'
  | 'verdict'
  | 'plan'
  | 'content';

/** The subject of a comparison. */
export function pairOf(fromVersionId: string, toVersionId: string): string {
  return `${fromVersionId}..${toVersionId}`;
}

/** The subject of drift. */
export function driftOfVersion(
  versionId: string,
  against: DriftAgainst,
): string {
  return `${versionId}:${JSON.stringify(against)}`;
}

/** Databases take only so many values in a query. */
const SUBJECTS_A_QUERY = 500;

/** Which job answers which question about which subject. */
export class AnalysisStore {
  constructor(private readonly knex: Knex, private readonly jobs: JobStore) {}

  async point(kind: Kind, subject: string, jobId: string): Promise<void> {
    await this.knex('analyses')
      .insert({ kind, subject, job_id: jobId })
      .onConflict(['kind', 'subject'])
      .merge();
  }

  async job(kind: Kind, subject: string): Promise<JobRow | undefined> {
    const row = await this.knex<{
      job_id: string;
      kind: string;
      subject: string;
    }>('analyses')
      .where({ kind, subject })
      .first();
    return row && this.jobs.get(row.job_id);
  }

  /** By subject, of those that were asked. */
  async jobsOf(
    kind: Kind,
    subjects: readonly string[],
  ): Promise<ReadonlyMap<string, JobRow>> {
    if (subjects.length === 0) return new Map();
    const rows: { subject: string; job_id: string }[] = await this.knex(
      'analyses',
    )
      .where({ kind })
      .whereIn('subject', [...subjects])
      .select('subject', 'job_id');
    const jobs = await this.jobs.getMany(rows.map(({ job_id }) => job_id));
    return new Map(
      rows.flatMap(({ subject, job_id }) => {
        const job = jobs.get(job_id);
        return job ? [[subject, job]] : [];
      }),
    );
  }

  async comparison(
    fromVersionId: string,
    toVersionId: string,
  ): Promise<ComparisonResult | undefined> {
    return this.#result<ComparisonResult>(
      'comparison',
      pairOf(fromVersionId, toVersionId),
    );
  }

  async blame(versionId: string): Promise<BlameResult | undefined> {
    return this.#result<BlameResult>('blame', versionId);
  }

  async labels(datasetVersionId: string): Promise<LabelsResult | undefined> {
    return this.#result<LabelsResult>('labels', datasetVersionId);
  }

  async derived(datasetVersionId: string): Promise<DerivedResult | undefined> {
    return this.#result<DerivedResult>('derived', datasetVersionId);
  }

  async errors(runId: string): Promise<ErrorsResult | undefined> {
    return this.#result<ErrorsResult>('errors', runId);
  }

  /** By version, of those that have an answer. */
  labelsOf(
    datasetVersionIds: readonly string[],
  ): Promise<Map<string, LabelsResult>> {
    return this.#results<LabelsResult>('labels', datasetVersionIds);
  }

  /** By pair, of those that have an answer. */
  comparisons(
    pairs: readonly string[],
  ): Promise<Map<string, ComparisonResult>> {
    return this.#results<ComparisonResult>('comparison', pairs);
  }

  async #results<T>(
    kind: Kind,
    subjects: readonly string[],
  ): Promise<Map<string, T>> {
    const found = new Map<string, T>();
    for (let i = 0; i < subjects.length; i += SUBJECTS_A_QUERY) {
      const rows = await this.knex('analyses')
        .join('jobs', 'jobs.id', 'analyses.job_id')
        .where({ 'analyses.kind': kind, 'jobs.state': 'succeeded' })
        .whereIn('subject', subjects.slice(i, i + SUBJECTS_A_QUERY))
        .whereNotNull('result')
        .select<{ subject: string; result: string }[]>('subject', 'result');
      for (const { subject, result } of rows)
        found.set(subject, JSON.parse(result));
    }
    return found;
  }

  async #result<T>(kind: Kind, subject: string): Promise<T | undefined> {
    const job = await this.job(kind, subject);
    return job?.state === 'succeeded' && job.result
      ? (JSON.parse(job.result) as T)
      : undefined;
  }
}
