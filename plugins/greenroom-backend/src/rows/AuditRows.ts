import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { DrawAuditRequest } from '@greenroom/backstage-plugin-greenroom-common';
import { identifier } from '@greenroom/dataset';
import { isLabelled } from '@greenroom/manifest';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import { type LabelSight, labelSight } from './labelSight';
import type { ResultFiles } from './ResultFiles';
import type { RowAccess } from './RowAccess';

/** A labelled row that may be drawn. */
export type AuditedRow = {
  readonly key: string;
  readonly split: string;
  readonly given: string;
  readonly annotator?: string;
};

export type AuditStratum = {
  readonly name: string;
  /** Labelled rows that belong to it. */
  readonly rows: number;
  /** The first of them in an order that the seed decides. */
  readonly first: readonly (AuditedRow & {
    /** Its place among the rows of all strata. */
    readonly order: string;
  })[];
};

/** What the model thinks of a row. */
export type Opinion = {
  /** 0 (certainly wrong) to 1 (certainly right). */
  readonly score: number;
  readonly isFlagged: boolean;
};

/** How many rows of a version have at most a score. */
export type ScoreCounts = {
  readonly judged: number;
  readonly flagged: number;
  readonly below: readonly {
    readonly threshold: number;
    readonly rows: number;
  }[];
};

/** Kinds of issue that doubt the label. */
const DOUBTS = `('label_error', 'ambiguous')`;
/** More groups than this are no strata: most would have no row drawn. */
const MOST_STRATA = 200;

/** Rows of audit samples: which are drawn, and what the model thinks of them once they are decided. */
export class AuditRows {
  constructor(
    private readonly rooms: {
      access: RowAccess;
      artifacts: ArtifactStore;
      files: ResultFiles;
    },
  ) {}

  /**
   * Labelled rows by stratum in one pass over the table: how many each has, and
   * the first of each by the MD5 of seed and key, so that the same seed draws
   * the same rows whatever their order.
   *
   * @param size - rows to give of each stratum
   * @param scoresArtifact - of the version's label quality, if there is one
   * @throws InputError where there are no such strata
   */
  async strata(
    versionId: string,
    request: DrawAuditRequest & { readonly seed: number },
    credentials: BackstageCredentials,
    scoresArtifact?: string,
  ): Promise<AuditStratum[]> {
    const { manifest, file, masked } = await this.rooms.access.table(
      versionId,
      credentials,
    );
    if (!isLabelled(manifest))
      throw new InputError(
        `${manifest.name} does not declare key, label, split and classes; there is nothing to audit.`,
      );
    const { by, split, seed, size } = request;
    const text = (column: string) => `CAST(t.${identifier(column)} AS VARCHAR)`;
    const { annotator } = manifest;
    const isMasked = annotator !== undefined && masked.includes(annotator);
    const annotated =
      annotator === undefined ? 'NULL' : `coalesce(${text(annotator)}, '')`;
    if (by === 'annotator' && (annotator === undefined || isMasked))
      throw new InputError(
        `${manifest.name} ${
          isMasked ? 'hides from you' : 'does not declare'
        } who set each label. Choose other strata.`,
      );
    if (by === 'flagged' && scoresArtifact === undefined)
      throw new InputError(
        'The labels of this version were not judged by a model yet. Draw at random, or by class, split or annotator.',
      );
    const strata = {
      given: text(manifest.label),
      split: `coalesce(${text(manifest.split)}, '')`,
      annotator: annotated,
      flagged: `CASE WHEN s.kind IN ${DOUBTS} THEN 'flagged' ELSE 'not flagged' END`,
    };
    const values: (string | number)[] = [String(seed)];
    const where = [
      `${text(manifest.label)} <> ''`,
      ...(split === undefined
        ? []
        : [`${text(manifest.split)} = $${values.push(split)}`]),
    ];
    const found = await this.rooms.files.query(
      {
        t: file,
        ...(by === 'flagged'
          ? { s: this.rooms.artifacts.pathOf(scoresArtifact!) }
          : {}),
      },
      `SELECT stratum, count(*) AS n,
              CAST(to_json(min_by({'key': k, 'split': s, 'given': g, 'annotator': a, 'order': h}, h, ${Math.trunc(
                size,
              )})) AS VARCHAR) AS first
         FROM (SELECT ${by ? strata[by] : `'all'`} AS stratum, ${text(
        manifest.key,
      )} AS k, coalesce(${text(manifest.split)}, '') AS s, ${text(
        manifest.label,
      )} AS g, ${annotated} AS a, md5($1 || ':' || ${text(manifest.key)}) AS h
                 FROM t ${
                   by === 'flagged'
                     ? `LEFT JOIN s ON s.key = ${text(manifest.key)}`
                     : ''
                 } WHERE ${where.join(' AND ')})
        GROUP BY stratum ORDER BY stratum LIMIT ${MOST_STRATA + 1}`,
      values,
    );
    if (found.length > MOST_STRATA)
      throw new InputError(
        `There are more than ${MOST_STRATA} strata by ${by}. Draw at random instead.`,
      );
    return found.map(row => ({
      name: String(row.stratum),
      rows: Number(row.n),
      first: (
        JSON.parse(String(row.first)) as (AuditStratum['first'][number] & {
          annotator: string | null;
        })[]
      ).map(({ annotator: who, ...rest }) => ({
        ...rest,
        ...(who === null ? {} : { annotator: who }),
      })),
    }));
  }

  /** Which parts of rows the caller may see. */
  async sight(
    versionId: string,
    credentials: BackstageCredentials,
  ): Promise<LabelSight> {
    return labelSight(await this.rooms.access.table(versionId, credentials));
  }

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

  /** @param split - only rows of this one */
  async scoreCounts(
    scoresArtifact: string,
    thresholds: readonly number[],
    split?: string,
  ): Promise<ScoreCounts> {
    const values: string[] = [];
    const where =
      split === undefined ? '' : `AND split = $${values.push(split)}`;
    const below = thresholds.map(
      (threshold, i) =>
        `count(*) FILTER (score <= ${Number(threshold)}) AS b${i}`,
    );
    const [row] = await this.rooms.files.query(
      { s: this.rooms.artifacts.pathOf(scoresArtifact) },
      `SELECT ${[
        'count(*) AS n',
        `count(*) FILTER (kind IN ${DOUBTS}) AS flagged`,
        ...below,
      ].join(', ')} FROM s WHERE score IS NOT NULL ${where}`,
      values,
    );
    return {
      judged: Number(row.n),
      flagged: Number(row.flagged),
      below: thresholds.map((threshold, i) => ({
        threshold,
        rows: Number(row[`b${i}`]),
      })),
    };
  }
}
