import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { identifier, type Row } from '@greenroom/dataset';
import type {
  ChangedRow,
  ChangedRowPage,
  ChangedRowsFilter,
  RowChange,
  RowSort,
} from '@greenroom/backstage-plugin-greenroom-common';
import type {
  AnalysisStore,
  ComparisonResult,
} from '../analysis/AnalysisStore';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import { cellSql } from './cellSql';
import { changedSql, type ChangedTable } from './changedSql';
import { ROW_NUMBER } from './keySql';
import type { ResultFiles } from './ResultFiles';
import type { RowAccess, Sight } from './RowAccess';
import { among } from './among';
import type { Selections } from './Selections';
import { toCell } from './toCell';

export type ChangedRowsRequest = {
  readonly from: string;
  readonly to: string;
  readonly filter?: ChangedRowsFilter;
  readonly sort?: RowSort;
  readonly offset: number;
  readonly limit: number;
};

/** Rows that differ, as a diff wrote them down. */
export type Differing = Pick<
  ComparisonResult,
  'matchedBy' | 'key' | 'label' | 'changesArtifact'
> & {
  readonly rows: Pick<
    ComparisonResult['rows'],
    'added' | 'removed' | 'changed'
  >;
};

/** Pages of the rows that differ between two versions, with their cells before and after. */
export class ChangedRows {
  constructor(
    private readonly rooms: {
      access: RowAccess;
      analyses: AnalysisStore;
      selections: Selections;
      files: ResultFiles;
      artifacts: ArtifactStore;
    },
  ) {}

  /** @throws NotFoundError where the versions have not been compared yet */
  async page(
    request: ChangedRowsRequest,
    credentials: BackstageCredentials,
  ): Promise<ChangedRowPage> {
    const { access, analyses } = this.rooms;
    const [from, to] = await Promise.all([
      access.table(request.from, credentials),
      access.table(request.to, credentials),
    ]);
    return this.pageOf(from, to, request, async () => {
      const result = await analyses.comparison(request.from, request.to);
      if (result) return result;
      throw new NotFoundError(
        'These two versions have not been compared yet. Ask for their comparison first.',
      );
    });
  }

  /**
   * The same of any two sides.
   *
   * @param ask - where the rows stand; only asked of who may see them
   */
  async pageOf(
    from: Sight,
    to: Sight,
    request: Omit<ChangedRowsRequest, 'from' | 'to'>,
    ask: () => Promise<Differing>,
  ): Promise<ChangedRowPage> {
    const { selections } = this.rooms;
    const page = {
      offset: request.offset,
      masked: [...new Set([...from.masked, ...to.masked])],
      hidden: to.hidden,
    };
    if (to.hidden) return { ...page, rows: [], total: 0 };
    const result = await ask();
    const table = changedTable(from, to, result, page.masked);
    const differing =
      result.rows.added + result.rows.removed + result.rows.changed;
    const selected = await selections.page(
      { c: result.changesArtifact },
      differing,
      changedSql(table, request.filter, request.sort),
      request,
    );
    if ('job' in selected)
      return { ...page, rows: [], total: 0, job: selected.job };
    return {
      ...page,
      total: selected.total,
      rows: await this.#rows(result.changesArtifact, table, selected.numbers),
    };
  }

  async #rows(
    artifact: string,
    table: ChangedTable,
    numbers: readonly number[],
  ): Promise<ChangedRow[]> {
    if (numbers.length === 0) return [];
    const { files, artifacts } = this.rooms;
    const cells = table.columns.flatMap(({ name, before, after }, i) => [
      ...(before
        ? [`${cellSql(`"before".${identifier(name)}`, before)} AS b${i}`]
        : []),
      ...(after
        ? [`${cellSql(`"after".${identifier(name)}`, after)} AS a${i}`]
        : []),
    ]);
    const found = await files.query(
      { c: artifacts.pathOf(artifact) },
      `SELECT ${[
        `${ROW_NUMBER} AS row_number`,
        'key AS row_key',
        'change',
        'changed',
        ...cells,
      ].join(', ')} FROM c WHERE ${among(numbers)}`,
    );
    const byNumber = new Map(found.map(row => [Number(row.row_number), row]));
    return numbers.flatMap(number => {
      const row = byNumber.get(number);
      return row ? [changedRow(row, table)] : [];
    });
  }
}

function changedRow(row: Row, { columns, keys }: ChangedTable): ChangedRow {
  const change = row.change as RowChange;
  const changed = new Set((row.changed ?? []) as readonly string[]);
  return {
    key: keys === 'shown' ? String(row.row_key) : rowName(row),
    change,
    cells: columns.flatMap(({ name, before, after }, i) => {
      const isThere =
        change === 'changed'
          ? changed.has(name)
          : (change === 'added' ? after : before) !== undefined;
      return isThere
        ? [
            {
              column: name,
              from: change === 'added' ? null : toCell(row[`b${i}`]),
              to: change === 'removed' ? null : toCell(row[`a${i}`]),
            },
          ]
        : [];
    }),
  };
}

function rowName(row: Row): string {
  return String(Number(row.row_number) + 1);
}

function changedTable(
  from: Sight,
  to: Sight,
  { matchedBy, key, label }: Differing,
  masked: readonly string[],
): ChangedTable {
  const before = typesOf(from);
  const after = typesOf(to);
  const names = [...new Set([...after.keys(), ...before.keys()])].filter(
    name => !masked.includes(name),
  );
  return {
    columns: names.map(name => ({
      name,
      before: before.get(name),
      after: after.get(name),
    })),
    keys:
      matchedBy === 'key' && key !== undefined && !masked.includes(key)
        ? 'shown'
        : 'hidden',
    label: label !== undefined && names.includes(label) ? label : undefined,
  };
}

/** Pictures and boxes too, by their size: that they changed is worth knowing. */
function typesOf({ cells, picture, boxes }: Sight): Map<string, string> {
  return new Map(
    [...cells, picture, boxes].flatMap(column =>
      column ? [[column.name, column.sqlType] as const] : [],
    ),
  );
}
