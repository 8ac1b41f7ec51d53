import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { Row as TableRow, Table, thumbnail, Value } from '@greenroom/dataset';
import {
  Cell,
  DataDiff,
  greenroomPersonalReadPermission,
  greenroomRowsReadPermission,
  LabelIssue,
  LabelQuality,
  RowFilter,
  RowPage,
  Thumbnails,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  isLabelled,
  type LabelledDataset,
  type ManifestColumn,
} from '@greenroom/manifest';
import type { LabelsPage } from '../analysis/AnalysisViews';
import type { RunStore } from '../analysis/RunStore';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import { isAllowed } from '../http/authorize';
import type { Version } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import { columnsOf } from '../registry/AssetViews';
import { rowQuery } from './rowQuery';
import { TablePool } from './TablePool';

const THUMBNAIL_PIXELS = 112;

export type RowsRequest = {
  readonly versionId: string;
  readonly runId?: string;
  readonly filter?: RowFilter;
  readonly offset: number;
  readonly limit: number;
};

/** The only door through which rows leave; it takes credentials and masks. */
export class RowService {
  readonly #tables = new TablePool();

  constructor(
    private readonly rooms: {
      assets: AssetStore;
      runs: RunStore;
      artifacts: ArtifactStore;
      permissions: PermissionsService;
    },
  ) {}

  async getRows(
    request: RowsRequest,
    credentials: BackstageCredentials,
  ): Promise<RowPage> {
    const { version, manifest } = await this.#dataset(request.versionId);
    const { visible, masked } = await this.#visibleColumns(
      manifest,
      version,
      credentials,
    );
    const image = visible.find(({ type }) => type === 'image');
    const page = {
      columns: columnsOf({ ...manifest, columns: visible }),
      masked,
      offset: request.offset,
      image: image && {
        column: image.name,
        width: image.width!,
        height: image.height!,
      },
    };
    if (!(await this.#maySeeRows(credentials)))
      return { ...page, rows: [], total: 0, hidden: true };
    const table = await this.#tableOf(version);
    const predictions =
      request.runId && (await this.#predictionsOf(request.runId));
    const query = rowQuery(
      manifest,
      visible,
      request,
      predictions || undefined,
    );
    const [{ n }] = await table.query(query.count, query.values);
    const rows = await table.query(query.page, query.values);
    const readable = visible.filter(({ type }) => type !== 'image');
    return {
      ...page,
      rows: rows.map(row => ({
        key: String(row.row_key),
        cells: Object.fromEntries(
          readable.map(({ name }) => [name, toCell(row[name])]),
        ),
        ...(row.row_predicted === undefined || row.row_predicted === null
          ? {}
          : {
              predicted: String(row.row_predicted),
              pPredicted: Number(row.row_p),
            }),
      })),
      total: Number(n),
      hidden: false,
    };
  }

  async getThumbnails(
    versionId: string,
    keys: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Thumbnails> {
    const { version, manifest } = await this.#dataset(versionId);
    const { visible } = await this.#visibleColumns(
      manifest,
      version,
      credentials,
    );
    const image = visible.find(({ type }) => type === 'image');
    if (!image || !(await this.#maySeeRows(credentials)))
      return { thumbnails: {} };
    const table = await this.#tableOf(version);
    const id = (name: string) => `"${name.replace(/"/g, '""')}"`;
    const rows = await table.query(
      `SELECT CAST(${id(manifest.key)} AS VARCHAR) AS k, ${id(
        image.name,
      )} AS pixels FROM t
        WHERE CAST(${id(manifest.key)} AS VARCHAR) IN (${keys
        .map((_, i) => `$${i + 1}`)
        .join(', ')})`,
      keys,
    );
    const size = {
      width: image.width!,
      height: image.height!,
      channels: image.channels ?? 1,
    };
    const drawn = await Promise.all(
      rows.map(async row => {
        const picture = await thumbnail(
          bytesOf(row.pixels),
          size,
          THUMBNAIL_PIXELS,
        );
        return [
          String(row.k),
          `data:image/png;base64,${picture.toString('base64')}`,
        ] as const;
      }),
    );
    return { thumbnails: Object.fromEntries(drawn) };
  }

  /** Labels of some rows, as they stand in a version. */
  async labelsOf(
    versionId: string,
    keys: readonly string[],
  ): Promise<Map<string, string>> {
    const { version, manifest } = await this.#dataset(versionId);
    if (keys.length === 0) return new Map();
    const table = await this.#tableOf(version);
    const id = (name: string) => `"${name.replace(/"/g, '""')}"`;
    const rows = await table.query(
      `SELECT CAST(${id(manifest.key)} AS VARCHAR) AS k, CAST(${id(
        manifest.label,
      )} AS VARCHAR) AS l FROM t
        WHERE k IN (${keys.map((_, i) => `$${i + 1}`).join(', ')})`,
      keys,
    );
    return new Map(rows.map(row => [String(row.k), String(row.l ?? '')]));
  }

  async labelIssues(
    issuesArtifact: string,
    versionId: string,
    page: LabelsPage,
    credentials: BackstageCredentials,
  ): Promise<Pick<LabelQuality, 'items' | 'total'>> {
    const { manifest, version } = await this.#dataset(versionId);
    const { masked } = await this.#visibleColumns(
      manifest,
      version,
      credentials,
    );
    const table = await this.#tables.get(
      this.rooms.artifacts.pathOf(issuesArtifact),
    );
    const wanted = (['split', 'given', 'suggested'] as const).flatMap(name =>
      page[name] === undefined ? [] : [[name, page[name]] as const],
    );
    const where = [
      'true',
      ...wanted.map(([name], i) => `"${name}" = $${i + 1}`),
    ].join(' AND ');
    const values = wanted.map(([, value]) => value);
    const [{ n }] = await table.query(
      `SELECT count(*) AS n FROM t WHERE ${where}`,
      values,
    );
    const rows = await table.query(
      `SELECT * FROM t WHERE ${where} ORDER BY rank LIMIT ${page.limit} OFFSET ${page.offset}`,
      values,
    );
    const hidesAnnotator =
      manifest.annotator !== undefined && masked.includes(manifest.annotator);
    return {
      total: Number(n),
      items: rows.map(row => ({
        key: String(row.key),
        kind: row.kind as LabelIssue['kind'],
        split: String(row.split ?? ''),
        given: String(row.given),
        suggested: String(row.suggested),
        score: Number(row.score),
        pGiven: Number(row.pGiven),
        pSuggested: Number(row.pSuggested),
        annotator:
          hidesAnnotator || row.annotator === null
            ? undefined
            : String(row.annotator),
        why: String(row.why),
      })),
    };
  }

  async maskDiff(
    diff: DataDiff,
    versionId: string,
    credentials: BackstageCredentials,
  ): Promise<DataDiff> {
    const { manifest, version } = await this.#dataset(versionId);
    const { masked } = await this.#visibleColumns(
      manifest,
      version,
      credentials,
    );
    if (masked.length === 0) return diff;
    const changedRows = diff.changedRows.map(row => ({
      ...row,
      cells: row.cells.filter(({ column }) => !masked.includes(column)),
    }));
    return {
      ...diff,
      changedRows: changedRows.filter(({ cells }) => cells.length > 0),
    };
  }

  /** Rows of two runs that both predicted, by key. */
  async pairedRight(fromRunId: string, toRunId: string) {
    const from = await this.#tables.get(await this.#predictionsOf(fromRunId));
    const to = await this.#predictionsOf(toRunId);
    const rows = await from.query(
      `SELECT a.key AS key, a.given = a.predicted AS first, b.given = b.predicted AS second
         FROM t a JOIN read_parquet('${to.replace(
           /'/g,
           "''",
         )}') b ON a.key = b.key ORDER BY a.key`,
    );
    return rows.map(row => ({
      key: String(row.key),
      first: Boolean(row.first),
      second: Boolean(row.second),
    }));
  }

  async #dataset(
    versionId: string,
  ): Promise<{ version: Version; manifest: LabelledDataset }> {
    const version = await this.rooms.assets.getVersion(versionId);
    if (!version) throw new NotFoundError(`No version ${versionId}.`);
    if (version.manifest.kind !== 'Dataset') {
      throw new InputError(
        `${version.manifest.name} is a model; only data sets have rows.`,
      );
    }
    if (!isLabelled(version.manifest)) {
      throw new InputError(
        `${version.manifest.name} does not say its table, key, label, split and classes, so its rows are not read. Add a greenroom.yaml that does.`,
      );
    }
    return { version, manifest: version.manifest };
  }

  #tableOf({ facts, id }: Version): Promise<Table> {
    if (!facts.tableArtifact)
      throw new NotFoundError(
        `The rows of version ${id} are still being read.`,
      );
    return this.#tables.get(this.rooms.artifacts.pathOf(facts.tableArtifact));
  }

  async #predictionsOf(runId: string): Promise<string> {
    const run = await this.rooms.runs.get(runId);
    if (!run?.result)
      throw new NotFoundError(`The run ${runId} has no predictions yet.`);
    return this.rooms.artifacts.pathOf(run.result.predictionsArtifact);
  }

  /** All columns of the table, declared or not, less the personal ones where those may not be seen. */
  async #visibleColumns(
    manifest: LabelledDataset,
    version: Version,
    credentials: BackstageCredentials,
  ) {
    const declared = new Map(
      (manifest.columns ?? []).map(column => [column.name, column]),
    );
    const all = (version.facts.columns ?? []).map(
      ({ name }): ManifestColumn =>
        declared.get(name) ?? { name, type: 'string' },
    );
    const personal = all.filter(column => column.personal);
    const sees =
      personal.length === 0 ||
      (await isAllowed(
        this.rooms.permissions,
        credentials,
        greenroomPersonalReadPermission,
      ));
    return {
      visible: sees ? all : all.filter(column => !column.personal),
      masked: sees ? [] : personal.map(({ name }) => name),
    };
  }

  #maySeeRows(credentials: BackstageCredentials): Promise<boolean> {
    return isAllowed(
      this.rooms.permissions,
      credentials,
      greenroomRowsReadPermission,
    );
  }
}

function bytesOf(value: Value): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return Uint8Array.from(value as number[]);
  throw new NotFoundError('The row has no picture.');
}

function toCell(value: TableRow[string] | undefined): Cell {
  if (value === undefined || value === null) return null;
  if (
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  ) {
    return value;
  }
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toISOString();
  return `(${value.length} values)`;
}
