import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  greenroomPersonalReadPermission,
  greenroomRowsReadPermission,
  type Column,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  type DatasetManifest,
  type DeclaredColumn,
  isTabular,
} from '@greenroom/manifest';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import { isAllowed } from '../http/authorize';
import { isRead, type Version } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import { columnsOf } from '../registry/AssetViews';
import { columnTypeOf, isIntegerType, isNestedType } from './columnTypes';

export type VisibleColumn = {
  readonly name: string;
  /** DuckDB's name of the type. */
  readonly sqlType: string;
  readonly declared?: DeclaredColumn;
};

/** The table of a version, less what the caller may not see. */
export type VisibleTable = {
  readonly version: Version;
  readonly manifest: DatasetManifest;
  /** Name of the snapshot's artifact, and its local path. */
  readonly artifact: string;
  readonly file: string;
  readonly rows: number;
  /** Columns whose cells are shown. */
  readonly cells: readonly VisibleColumn[];
  readonly picture?: VisibleColumn;
  /** Columns with the size of each row's picture in pixels, where it is kept. */
  readonly pictureSize?: { readonly width: string; readonly height: string };
  /** What is marked in the picture. */
  readonly boxes?: VisibleColumn;
  /** The column that names the rows; where there is none, or it is hidden, rows are named by their number, from 1. */
  readonly key?: VisibleColumn;
  /** Names of columns hidden from this caller. */
  readonly masked: readonly string[];
  /** May not see rows at all. */
  readonly hidden: boolean;
};

/** By convention the column of boxes. */
const BOXES = 'boxes';

/** Who sees what of a version: the one place where rows are masked. */
export class RowAccess {
  constructor(
    private readonly rooms: {
      assets: AssetStore;
      artifacts: ArtifactStore;
      permissions: PermissionsService;
    },
  ) {}

  /**
   * @throws NotFoundError where there is no such version, or its rows are still being read
   * @throws InputError where it has no rows
   */
  async table(
    versionId: string,
    credentials: BackstageCredentials,
  ): Promise<VisibleTable> {
    const { version, manifest } = await this.#dataset(versionId);
    const { tableArtifact, columns = [], rows = 0 } = version.facts;
    if (!tableArtifact || !isRead(version))
      throw new NotFoundError(
        `The rows of version ${versionId} are still being read.`,
      );
    const declared = await this.#declaredColumns(version, manifest);
    const all = columns.map(
      ({ name, type }): VisibleColumn => ({
        name,
        sqlType: type,
        declared: declared.get(name),
      }),
    );
    const [sees, hidden] = await Promise.all([
      this.#seesAll(all, credentials),
      this.seesRows(credentials).then(allowed => !allowed),
    ]);
    const visible = sees ? all : all.filter(({ declared: d }) => !d?.personal);
    const picture = pictureOf(visible);
    const boxes = visible.find(
      ({ name, sqlType }) => name === BOXES && isNestedType(sqlType),
    );
    return {
      version,
      manifest,
      artifact: tableArtifact,
      file: this.rooms.artifacts.pathOf(tableArtifact),
      rows,
      cells: visible.filter(column => column !== picture && column !== boxes),
      picture,
      pictureSize: pictureSizeOf(picture, visible),
      boxes,
      key: visible.find(({ name }) => name === manifest.key),
      masked: all
        .filter(column => !visible.includes(column))
        .map(({ name }) => name),
      hidden,
    };
  }

  seesRows(credentials: BackstageCredentials): Promise<boolean> {
    return isAllowed(
      this.rooms.permissions,
      credentials,
      greenroomRowsReadPermission,
    );
  }

  seesPersonal(credentials: BackstageCredentials): Promise<boolean> {
    return isAllowed(
      this.rooms.permissions,
      credentials,
      greenroomPersonalReadPermission,
    );
  }

  async #dataset(
    versionId: string,
  ): Promise<{ version: Version; manifest: DatasetManifest }> {
    const version = await this.rooms.assets.getVersion(versionId);
    if (!version) throw new NotFoundError(`No version ${versionId}.`);
    const { manifest } = version;
    if (manifest.kind !== 'Dataset') {
      throw new InputError(
        `${manifest.name} is a model; only data sets have rows.`,
      );
    }
    if (!isTabular(manifest)) {
      throw new InputError(
        `${manifest.name} does not say where its table is, so its rows are not read. Add a greenroom.yaml that does.`,
      );
    }
    return { version, manifest };
  }

  /** What was personal when the version came, and what is declared so today: either hides a column. */
  async #declaredColumns(
    version: Version,
    manifest: DatasetManifest,
  ): Promise<ReadonlyMap<string, DeclaredColumn>> {
    const asset = await this.rooms.assets.get(version.assetId);
    const today = asset?.manifest;
    const personal = new Set(
      (today?.kind === 'Dataset' ? today.columns ?? [] : [])
        .filter(column => column.personal)
        .map(({ name }) => name),
    );
    const then = new Map<string, DeclaredColumn>(
      (manifest.columns ?? []).map(column => [column.name, column]),
    );
    for (const name of personal)
      then.set(name, { ...then.get(name), name, personal: true });
    return then;
  }

  async #seesAll(
    columns: readonly VisibleColumn[],
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    return columns.some(({ declared }) => declared?.personal)
      ? this.seesPersonal(credentials)
      : true;
  }
}

/** The columns with the part each plays, as pages show them. */
export function columnViews(table: VisibleTable): Column[] {
  const shown = [...table.cells, ...(table.picture ? [table.picture] : [])];
  return columnsOf({
    ...table.manifest,
    columns: shown.map(({ name, sqlType, declared }) => ({
      ...declared,
      name,
      type: declared?.type ?? columnTypeOf(sqlType),
    })),
  });
}

/** The declared picture, else bytes. */
function pictureOf(
  columns: readonly VisibleColumn[],
): VisibleColumn | undefined {
  return (
    columns.find(({ declared }) => declared?.type === 'image') ??
    columns.find(({ sqlType }) => sqlType === 'BLOB')
  );
}

/** Tables of pictures have the size of each beside its bytes. */
function pictureSizeOf(
  picture: VisibleColumn | undefined,
  columns: readonly VisibleColumn[],
): VisibleTable['pictureSize'] {
  const has = (named: string) =>
    columns.some(
      ({ name, sqlType }) => name === named && isIntegerType(sqlType),
    );
  return picture?.sqlType === 'BLOB' && has('width') && has('height')
    ? { width: 'width', height: 'height' }
    : undefined;
}
