import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { identifier } from '@greenroom/dataset';
import {
  isDetection,
  isLabelled,
  type LabelledDataset,
} from '@greenroom/manifest';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import type { Version } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import { hasKey, keyText } from './keySql';
import { labelText } from './labelText';
import { printSql } from './printSql';
import type { ResultFiles } from './ResultFiles';
import type { RowAccess } from './RowAccess';

/** A row as far as its label is concerned. */
export type RowLabel = {
  readonly label: string;
  readonly split: string;
  /** Of all its cells but the label and the split. */
  readonly print: string;
  /** Size in pixels of a picture with boxes, where it is known. */
  readonly picture?: { readonly width: number; readonly height: number };
};

/** More keys than this are a table of their own for the query. */
const KEYS_IN_SQL = 500;

const SIZE = ['width', 'height'] as const;

/** Labels of some rows, as they stand in a version. */
export class RowLabels {
  constructor(
    private readonly rooms: {
      access: RowAccess;
      assets: AssetStore;
      artifacts: ArtifactStore;
      files: ResultFiles;
    },
  ) {}

  /** For changes of exactly these rows, and for counts of them: asks nobody's credentials. */
  async of(
    versionId: string,
    keys: readonly string[],
  ): Promise<Map<string, RowLabel>> {
    if (keys.length === 0) return new Map();
    const { manifest, columns, file } = await this.#table(versionId);
    const { key, split } = manifest;
    const label = labelText(manifest);
    const type = columns.find(({ name }) => name === key)?.type ?? 'VARCHAR';
    const named = { key: { name: key, sqlType: type } };
    const values: (string | number)[] = [];
    const where =
      keys.length > KEYS_IN_SQL
        ? `${keyText(named)} IN (SELECT unnest(from_json($${values.push(
            JSON.stringify(keys),
          )}, '["VARCHAR"]')))`
        : hasKey(named, keys, value => `$${values.push(value)}`);
    const text = (column: string) =>
      `coalesce(CAST(${identifier(column)} AS VARCHAR), '')`;
    const rows = await this.rooms.files.query(
      { t: file },
      `SELECT ${keyText(named)} AS k, ${label.sql} AS l, ${text(
        split,
      )} AS s, ${printSql(columns, [...label.columns, split])} AS p, ${sizeSql(
        manifest,
        columns,
      )} FROM t WHERE ${where}`,
      values,
    );
    return new Map(
      rows.map(row => [
        String(row.k),
        {
          label: label.textOf(row.l),
          split: String(row.s),
          print: String(row.p),
          ...(row.width && row.height
            ? {
                picture: {
                  width: Number(row.width),
                  height: Number(row.height),
                },
              }
            : {}),
        },
      ]),
    );
  }

  /** @throws NotAllowedError where the caller may not see which row has which label */
  async assertVisible(
    versionId: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { hidden, masked, manifest } = await this.rooms.access.table(
      versionId,
      credentials,
    );
    const covered = [manifest.key, manifest.label].find(
      name => name !== undefined && masked.includes(name),
    );
    if (!hidden && covered === undefined) return;
    throw new NotAllowedError(
      covered === undefined
        ? 'The rows of this data set are hidden from you.'
        : `The column ${covered} is personal data and hidden from you, so its rows cannot be decided. Ask for the permission greenroom.personal.read.`,
    );
  }

  async #table(versionId: string): Promise<{
    manifest: LabelledDataset;
    columns: NonNullable<Version['facts']['columns']>;
    file: string;
  }> {
    const version = await this.rooms.assets.getVersion(versionId);
    const { tableArtifact, columns = [] } = version?.facts ?? {};
    if (!version || !tableArtifact || !isLabelled(version.manifest))
      throw new NotFoundError(
        `The version ${versionId} has no labels to read.`,
      );
    return {
      manifest: version.manifest,
      columns,
      file: this.rooms.artifacts.pathOf(tableArtifact),
    };
  }
}

/** COCO and Pascal VOC say the size of each picture. */
function sizeSql(
  manifest: LabelledDataset,
  columns: NonNullable<Version['facts']['columns']>,
): string {
  const isSaid =
    isDetection(manifest) &&
    SIZE.every(name => columns.some(column => column.name === name));
  return isSaid
    ? SIZE.join(', ')
    : SIZE.map(name => `NULL AS ${name}`).join(', ');
}
