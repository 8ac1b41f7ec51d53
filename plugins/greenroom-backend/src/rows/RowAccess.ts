import type { BackstageCredentials } from '@backstage/backend-plugin-api';
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
import type { AssetPermissions } from '../permissions/AssetPermissions';
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

/** What of some columns the caller may see. */
export type Sight = Pick<
  VisibleTable,
  'cells' | 'picture' | 'boxes' | 'masked' | 'hidden'
>;

/** Columns of rows of a data set, with what is declared of them. */
export type ColumnsOfRows = {
  readonly assetId: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly declared: readonly DeclaredColumn[];
};

/** By convention the column of boxes. */
const BOXES = 'boxes';

/** Who sees what of a version: the one place where rows are masked. */
export class RowAccess {
  constructor(
    private readonly rooms: {
      assets: AssetStore;
      artifacts: ArtifactStore;
      permissions: AssetPermissions;
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
    const { visible, ...sight } = await this.#sight(
      { assetId: version.assetId, columns, declared: manifest.columns ?? [] },
      credentials,
    );
    return {
      ...sight,
      version,
      manifest,
      artifact: tableArtifact,
      file: this.rooms.artifacts.pathOf(tableArtifact),
      rows,
      pictureSize: pictureSizeOf(sight.picture, visible),
      key: visible.find(({ name }) => name === manifest.key),
    };
  }

  /** The same of columns of rows that are of no version, as those of a pull request. */
  async sight(
    rows: ColumnsOfRows,
    credentials: BackstageCredentials,
  ): Promise<Sight> {
    const { visible: _, ...sight } = await this.#sight(rows, credentials);
    return sight;
  }

  async #sight(
    { assetId, columns, declared: said }: ColumnsOfRows,
    credentials: BackstageCredentials,
  ): Promise<Sight & { readonly visible: readonly VisibleColumn[] }> {
    const declared = await this.#declaredColumns(assetId, said);
    const all = columns.map(
      ({ name, type }): VisibleColumn => ({
        name,
        sqlType: type,
        declared: declared.get(name),
      }),
    );
    const [sees, hidden] = await Promise.all([
      this.#seesAll(assetId, all, credentials),
      this.seesRows(credentials, assetId).then(allowed => !allowed),
    ]);
    const visible = sees ? all : all.filter(({ declared: d }) => !d?.personal);
    const picture = pictureOf(visible);
    const boxes = visible.find(
      ({ name, sqlType }) => name === BOXES && isNestedType(sqlType),
    );
    return {
      visible,
      cells: visible.filter(column => column !== picture && column !== boxes),
      picture,
      boxes,
      masked: all
        .filter(column => !visible.includes(column))
        .map(({ name }) => name),
      hidden,
    };
  }

  /** @param assetId - of one data set, or of all of some */
  seesRows(
    credentials: BackstageCredentials,
    assetId: string | readonly string[],
  ): Promise<boolean> {
    return isAllowed(
      this.rooms.permissions,
      credentials,
      greenroomRowsReadPermission,
      { assetId },
    );
  }

  seesPersonal(
    credentials: BackstageCredentials,
    assetId: string,
  ): Promise<boolean> {
    return isAllowed(
      this.rooms.permissions,
      credentials,
      greenroomPersonalReadPermission,
      { assetId },
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
    assetId: string,
    declared: readonly DeclaredColumn[],
  ): Promise<ReadonlyMap<string, DeclaredColumn>> {
    const asset = await this.rooms.assets.get(assetId);
    const today = asset?.manifest;
    const personal = new Set(
      (today?.kind === 'Dataset' ? today.columns ?? [] : [])
        .filter(column => column.personal)
        .map(({ name }) => name),
    );
    const then = new Map<string, DeclaredColumn>(
      declared.map(column => [column.name, column]),
    );
    for (const name of personal)
      then.set(name, { ...then.get(name), name, personal: true });
    return then;
  }

  async #seesAll(
    assetId: string,
    columns: readonly VisibleColumn[],
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    return columns.some(({ declared }) => declared?.personal)
      ? this.seesPersonal(credentials, assetId)
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
