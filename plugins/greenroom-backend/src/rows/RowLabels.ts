import { NotFoundError } from '@backstage/errors';
import { identifier } from '@greenroom/dataset';
import { isLabelled } from '@greenroom/manifest';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import type { AssetStore } from '../registry/AssetStore';
import { hasKey, keyText } from './keySql';
import type { ResultFiles } from './ResultFiles';

/** Labels of some rows, as they stand in a version; for the change of exactly these rows. */
export class RowLabels {
  constructor(
    private readonly rooms: {
      assets: AssetStore;
      artifacts: ArtifactStore;
      files: ResultFiles;
    },
  ) {}

  async of(
    versionId: string,
    keys: readonly string[],
  ): Promise<Map<string, string>> {
    if (keys.length === 0) return new Map();
    const version = await this.rooms.assets.getVersion(versionId);
    const { tableArtifact, columns = [] } = version?.facts ?? {};
    if (!version || !tableArtifact || !isLabelled(version.manifest))
      throw new NotFoundError(
        `The version ${versionId} has no labels to read.`,
      );
    const { key, label } = version.manifest;
    const column = columns.find(({ name }) => name === key);
    const named = { key: { name: key, sqlType: column?.type ?? 'VARCHAR' } };
    const values: (string | number)[] = [];
    const where = hasKey(named, keys, value => `$${values.push(value)}`);
    const rows = await this.rooms.files.query(
      { t: this.rooms.artifacts.pathOf(tableArtifact) },
      `SELECT ${keyText(named)} AS k, CAST(${identifier(
        label,
      )} AS VARCHAR) AS l FROM t WHERE ${where}`,
      values,
    );
    return new Map(rows.map(row => [String(row.k), String(row.l ?? '')]));
  }
}
