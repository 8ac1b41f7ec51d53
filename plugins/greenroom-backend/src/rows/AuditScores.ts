import type { DrawAuditRequest } from '@greenroom/backstage-plugin-greenroom-common';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import type { ResultFiles } from './ResultFiles';

/** What the model thinks of a row. */
export type Opinion = {
  /** 0 (certainly wrong) to 1 (certainly right). */
  readonly score: number;
  readonly isFlagged: boolean;
};

/** Of the rows of a stratum that a model judged, how many it flags and how many have at most a score. */
export type ScoreCounts = {
  readonly judged: number;
  readonly flagged: number;
  /** Aligned with the thresholds. */
  readonly below: readonly number[];
};

/** How the strata of a sample were made. */
export type Strata = {
  /** Undefined of a sample drawn at random. */
  readonly by?: DrawAuditRequest['by'];
  /** Only rows of this one. */
  readonly split?: string;
  /** The scores that flagged rows, of strata by what is flagged. */
  readonly drawnBy?: string;
};

/** Kinds of issue that doubt the label. */
const DOUBTS = `('label_error', 'ambiguous', 'overlooked', 'badly_located', 'swapped')`;

/** SQL of a row's stratum by what is flagged, from its line of the scores; one without a line is not. */
export function flaggedSql(scores: string): string {
  return `CASE WHEN ${scores}.kind IN ${DOUBTS} THEN 'flagged' ELSE 'not flagged' END`;
}

/** The stratum of a sample drawn at random. */
export const ONE_STRATUM = 'all';

/** What a model thinks of the rows of audit samples, and of the rows these stand for. */
export class AuditScores {
  constructor(
    private readonly rooms: { artifacts: ArtifactStore; files: ResultFiles },
  ) {}

  /** By row, of those that were judged. */
  async opinions(
    scoresArtifact: string,
    keys: readonly string[],
  ): Promise<Map<string, Opinion>> {
    const rows = await this.rooms.files.query(
      { s: this.rooms.artifacts.pathOf(scoresArtifact) },
      `SELECT key, score, coalesce(kind IN ${DOUBTS}, false) AS flagged FROM s
        WHERE score IS NOT NULL AND key IN (SELECT unnest(from_json($1, '["VARCHAR"]')))`,
      [JSON.stringify(keys)],
    );
    return new Map(
      rows.map(row => [
        String(row.key),
        { score: Number(row.score), isFlagged: Boolean(row.flagged) },
      ]),
    );
  }

  /** Exact counts of all rows a sample was drawn from, by stratum. */
  async counts(
    scoresArtifact: string,
    { by, split, drawnBy }: Strata,
    thresholds: readonly number[],
  ): Promise<ReadonlyMap<string, ScoreCounts>> {
    const isDrawnByOthers = drawnBy !== undefined && drawnBy !== scoresArtifact;
    const stratum = {
      all: `'${ONE_STRATUM}'`,
      given: 's.given',
      split: `coalesce(s.split, '')`,
      annotator: `coalesce(s.annotator, '')`,
      flagged: flaggedSql(isDrawnByOthers ? 'd' : 's'),
    }[by ?? 'all'];
    const values: string[] = [];
    const where =
      split === undefined ? '' : `AND s.split = $${values.push(split)}`;
    const below = thresholds.map(
      (threshold, i) =>
        `count(*) FILTER (s.score <= ${Number(threshold)}) AS b${i}`,
    );
    const { artifacts, files } = this.rooms;
    const rows = await files.query(
      {
        s: artifacts.pathOf(scoresArtifact),
        ...(isDrawnByOthers ? { d: artifacts.pathOf(drawnBy) } : {}),
      },
      `SELECT ${[
        `${stratum} AS stratum`,
        'count(*) AS judged',
        `count(*) FILTER (s.kind IN ${DOUBTS}) AS flagged`,
        ...below,
      ].join(', ')} FROM s ${isDrawnByOthers ? 'JOIN d ON d.key = s.key' : ''}
        WHERE s.score IS NOT NULL ${where} GROUP BY stratum`,
      values,
    );
    return new Map(
      rows.map(row => [
        String(row.stratum),
        {
          judged: Number(row.judged),
          flagged: Number(row.flagged),
          below: thresholds.map((_, i) => Number(row[`b${i}`])),
        },
      ]),
    );
  }
}
