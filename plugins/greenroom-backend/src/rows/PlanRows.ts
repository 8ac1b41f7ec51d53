import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { identifier } from '@greenroom/dataset';
import type {
  ChangedRowPage,
  Thumbnails,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { PlanResult } from '../analysis/plan/PlanResult';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import type { AssetStore } from '../registry/AssetStore';
import type { ChangedRows, ChangedRowsRequest } from './ChangedRows';
import type { ResultFiles } from './ResultFiles';
import type { RowAccess } from './RowAccess';
import { draw, PICTURE_LIMIT_BYTES, PIXELS_A_REQUEST } from './Thumbnails';

type Change = PlanResult['changes'][number];

export type PlanRowsRequest = Omit<ChangedRowsRequest, 'from' | 'to'> & {
  /** Name of the data set. */
  readonly asset: string;
};

/** Rows that a pull request would change, before and after: they stand in no version. */
export class PlanRows {
  constructor(
    private readonly rooms: {
      access: RowAccess;
      assets: Pick<AssetStore, 'get'>;
      changed: ChangedRows;
      files: ResultFiles;
      artifacts: ArtifactStore;
    },
  ) {}

  /** @throws NotFoundError where no row of that data set differs */
  async page(
    result: PlanResult,
    request: PlanRowsRequest,
    credentials: BackstageCredentials,
  ): Promise<ChangedRowPage> {
    const change = changeOf(result, request.asset);
    const [from, to] = await this.#sides(change, credentials);
    return this.rooms.changed.pageOf(from, to, request, async () => ({
      ...change,
      changesArtifact: change.artifact,
    }));
  }

  /** Pictures of changed rows by their key: as they would be, else as they were. */
  async thumbnails(
    result: PlanResult,
    request: {
      readonly asset: string;
      readonly keys: readonly string[];
      readonly sizePixels: number;
    },
    credentials: BackstageCredentials,
  ): Promise<Thumbnails> {
    const change = changeOf(result, request.asset);
    const [from, to] = await this.#sides(change, credentials);
    const column = to.picture ?? from.picture;
    const isKeyed =
      change.key !== undefined &&
      ![...from.masked, ...to.masked].includes(change.key);
    if (!column || to.hidden || !isKeyed) return { thumbnails: {} };
    const { artifacts, files } = this.rooms;
    const keys = request.keys.slice(
      0,
      Math.floor(PIXELS_A_REQUEST / request.sizePixels ** 2),
    );
    const value = pictureSql(column.name, from, to);
    const bounded =
      column.sqlType === 'BLOB'
        ? `octet_length(picture) <= ${PICTURE_LIMIT_BYTES}`
        : 'true';
    const rows = await files.query(
      { c: artifacts.pathOf(change.artifact) },
      `SELECT k, picture FROM (
         SELECT CAST(key AS VARCHAR) AS k, ${value} AS picture FROM c
          WHERE CAST(key AS VARCHAR) IN (${
            keys.map((_, i) => `$${i + 1}`).join(', ') || 'NULL'
          })
       ) WHERE picture IS NOT NULL AND ${bounded}`,
      [...keys],
    );
    const drawn: [string, string][] = [];
    for (const row of rows) {
      const url = await draw(row.picture, column, request.sizePixels);
      if (url) drawn.push([String(row.k), url]);
    }
    return { thumbnails: Object.fromEntries(drawn) };
  }

  /** May the caller see rows of all of these data sets? */
  seesRows(
    credentials: BackstageCredentials,
    assetIds: readonly string[],
  ): Promise<boolean> {
    return this.rooms.access.seesRows(credentials, assetIds);
  }

  #sides(
    { assetId, before, after, declared }: Change,
    credentials: BackstageCredentials,
  ) {
    return Promise.all(
      [before, after].map(columns =>
        this.rooms.access.sight({ assetId, columns, declared }, credentials),
      ),
    );
  }
}

type Sides = Awaited<ReturnType<RowAccess['sight']>>;

function pictureSql(name: string, from: Sides, to: Sides): string {
  const sides = [
    ...(to.picture?.name === name ? [`"after".${identifier(name)}`] : []),
    ...(from.picture?.name === name ? [`"before".${identifier(name)}`] : []),
  ];
  return `coalesce(${sides.join(', ')})`;
}

function changeOf({ changes }: PlanResult, asset: string): Change {
  const change = changes.find(each => each.asset === asset);
  if (change) return change;
  throw new NotFoundError(`No row of ${asset} differs in this plan.`);
}

/** Have the rows of a change a picture each? */
export function hasPictures({ before, after, declared }: Change): boolean {
  const images = declared.filter(({ type }) => type === 'image');
  return [...after, ...before].some(
    ({ name, type }) =>
      type === 'BLOB' || images.some(each => each.name === name),
  );
}
