import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { identifier, literal, type Row as TableRow } from '@greenroom/dataset';
import type {
  Row,
  RowFilter,
  RowPage,
  RowSort,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { RunStore } from '../analysis/RunStore';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import { among } from './among';
import { boxesOf } from './boxesOf';
import { cellSql } from './cellSql';
import { keyText, ROW_NUMBER } from './keySql';
import type { ResultFiles } from './ResultFiles';
import { columnViews, type RowAccess, type VisibleTable } from './RowAccess';
import { rowSql } from './rowSql';
import type { Selections } from './Selections';
import { toCell } from './toCell';

export type RowsRequest = {
  readonly versionId: string;
  readonly runId?: string;
  readonly filter?: RowFilter;
  readonly sort?: RowSort;
  readonly offset: number;
  readonly limit: number;
};

/** Pages of rows. A page of a large table reads the parts of its file that hold the page. */
export class RowPages {
  constructor(
    private readonly rooms: {
      access: RowAccess;
      selections: Selections;
      files: ResultFiles;
      runs: RunStore;
      artifacts: ArtifactStore;
    },
  ) {}

  async page(
    request: RowsRequest,
    credentials: BackstageCredentials,
  ): Promise<RowPage> {
    const table = await this.rooms.access.table(request.versionId, credentials);
    const page = {
      columns: columnViews(table),
      masked: [...table.masked],
      offset: request.offset,
      image: imageOf(table),
      hidden: table.hidden,
    };
    if (table.hidden) return { ...page, rows: [], total: 0 };
    const predictions = request.runId
      ? await this.#predictionsOf(request.runId)
      : undefined;
    const { filter, sort } = request;
    const selected = await this.rooms.selections.page(
      { t: table.artifact, ...(predictions ? { p: predictions } : {}) },
      table.rows,
      rowSql(
        table,
        { filter, sort },
        predictions ? 'with predictions' : 'without predictions',
      ),
      request,
    );
    if ('job' in selected)
      return { ...page, rows: [], total: 0, job: selected.job };
    return {
      ...page,
      total: selected.total,
      rows: await this.#rows(table, selected.numbers, predictions),
    };
  }

  /** The rows of these numbers, in their order. */
  async #rows(
    table: VisibleTable,
    numbers: readonly number[],
    predictions?: string,
  ): Promise<Row[]> {
    if (numbers.length === 0) return [];
    const { files } = this.rooms;
    const columns = [
      `${ROW_NUMBER} AS row_number`,
      `${keyText(table)} AS row_key`,
      ...table.cells.map(
        ({ name, sqlType }, i) =>
          `${cellSql(identifier(name), sqlType)} AS c${i}`,
      ),
      ...(table.pictureSize
        ? [
            `${identifier(table.pictureSize.width)} AS row_width`,
            `${identifier(table.pictureSize.height)} AS row_height`,
          ]
        : []),
      ...(table.boxes
        ? [`to_json(${identifier(table.boxes.name)}) AS row_boxes`]
        : []),
    ];
    const found = await files.query(
      { t: table.file },
      `SELECT ${columns.join(', ')} FROM t WHERE ${among(numbers)}`,
    );
    const byNumber = new Map(found.map(row => [Number(row.row_number), row]));
    const rows = numbers
      .map(number => byNumber.get(number))
      .filter(row => row !== undefined);
    const said = predictions
      ? await this.#predicted(
          predictions,
          rows.map(row => String(row.row_key)),
        )
      : undefined;
    return rows.map(row => ({
      key: String(row.row_key ?? ''),
      cells: Object.fromEntries(
        table.cells.map(({ name }, i) => [name, toCell(row[`c${i}`])]),
      ),
      ...pictureOf(row),
      ...(row.row_boxes ? { boxes: boxesOf(String(row.row_boxes)) } : {}),
      ...said?.get(String(row.row_key)),
    }));
  }

  async #predicted(
    artifact: string,
    keys: readonly string[],
  ): Promise<Map<string, Pick<Row, 'predicted' | 'pPredicted'>>> {
    const found: TableRow[] = await this.rooms.files.query(
      { p: this.rooms.artifacts.pathOf(artifact) },
      `SELECT key, predicted, list_max(p) AS p FROM p WHERE key IN (${keys
        .map(literal)
        .join(', ')})`,
    );
    return new Map(
      found.map(row => [
        String(row.key),
        { predicted: String(row.predicted), pPredicted: Number(row.p) },
      ]),
    );
  }

  async #predictionsOf(runId: string): Promise<string> {
    const run = await this.rooms.runs.get(runId);
    if (!run?.result)
      throw new NotFoundError(`The run ${runId} has no predictions yet.`);
    return run.result.predictionsArtifact;
  }
}

function pictureOf(row: TableRow): Pick<Row, 'picture'> {
  const { row_width: width, row_height: height } = row;
  return width && height
    ? { picture: { width: Number(width), height: Number(height) } }
    : {};
}

function imageOf({ picture }: VisibleTable): RowPage['image'] {
  return (
    picture && {
      column: picture.name,
      width: picture.declared?.width ?? 0,
      height: picture.declared?.height ?? 0,
    }
  );
}
