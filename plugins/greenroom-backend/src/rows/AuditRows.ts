import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { DrawAuditRequest } from '@greenroom/backstage-plugin-greenroom-common';
import { identifier } from '@greenroom/dataset';
import { isLabelled } from '@greenroom/manifest';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import { flaggedSql, ONE_STRATUM } from './AuditScores';
import { type LabelSight, labelSight } from './labelSight';
import { labelText } from './labelText';
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

/** More groups than this are no strata: most would have no row drawn. */
const MOST_STRATA = 200;

/** Which rows are drawn for audit samples. */
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
    const label = labelText(manifest);
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
      given: label.sql,
      split: `coalesce(${text(manifest.split)}, '')`,
      annotator: annotated,
      flagged: flaggedSql('s'),
    };
    const values: (string | number)[] = [String(seed)];
    const where = [
      `${label.sql} <> ''`,
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
         FROM (SELECT ${
           by ? strata[by] : `'${ONE_STRATUM}'`
         } AS stratum, ${text(manifest.key)} AS k, coalesce(${text(
        manifest.split,
      )}, '') AS s, ${
        label.sql
      } AS g, ${annotated} AS a, md5($1 || ':' || ${text(manifest.key)}) AS h
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
        given: label.textOf(rest.given),
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
}
