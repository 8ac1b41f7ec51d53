import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { identifier } from '@greenroom/dataset';
import type { LabelMap } from '@greenroom/backstage-plugin-greenroom-common';
import type { LabelsResult } from '../analysis/AnalysisStore';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import { isNumberType } from './columnTypes';
import { keyText } from './keySql';
import { labelSight } from './labelSight';
import type { ResultFiles } from './ResultFiles';
import type { RowAccess, VisibleTable } from './RowAccess';

export type MapAxes = { readonly x?: string; readonly y?: string };

/** More points than this are a blot. */
const SHOWN_POINTS = 3_000;
const COMPONENTS = { x: 'first component', y: 'second component' };

/** Rows as points of a map. */
export class LabelPoints {
  constructor(
    private readonly rooms: {
      access: RowAccess;
      files: ResultFiles;
      artifacts: ArtifactStore;
    },
  ) {}

  /**
   * Without points where the label or the key is hidden.
   *
   * @throws InputError where an axis is no column of numbers that the caller may see
   */
  async of(
    { scoresArtifact }: LabelsResult,
    versionId: string,
    { x, y }: MapAxes,
    credentials: BackstageCredentials,
  ): Promise<Omit<LabelMap, 'job'>> {
    const table = await this.rooms.access.table(versionId, credentials);
    const columns = axesOf(table);
    const axes =
      x === undefined && y === undefined
        ? COMPONENTS
        : { x: axis(x, columns), y: axis(y, columns) };
    const sight = labelSight(table);
    if (!scoresArtifact || !sight.label || !sight.key || !table.key)
      return { axes, columns, points: [], rows: 0 };
    const s = this.rooms.artifacts.pathOf(scoresArtifact);
    const [{ n }] = await this.rooms.files.query(
      { s },
      'SELECT count(*) AS n FROM s',
    );
    const rows = await this.rooms.files.query(
      axes === COMPONENTS ? { s } : { s, t: table.file },
      axes === COMPONENTS
        ? pointsSql('s.x', 's.y', '')
        : pointsSql('v.x', 'v.y', joinOf(table.key, axes)),
    );
    return {
      axes,
      columns,
      points: rows.map(row => ({
        key: String(row.key),
        x: Number(row.px),
        y: Number(row.py),
        label: String(row.given),
        ...(row.kind === null
          ? {}
          : { kind: row.kind as LabelMap['points'][number]['kind'] }),
      })),
      rows: Number(n),
    };
  }
}

function axesOf({ cells, key }: VisibleTable): string[] {
  return cells
    .filter(({ name, sqlType }) => isNumberType(sqlType) && name !== key?.name)
    .map(({ name }) => name);
}

function axis(name: string | undefined, columns: readonly string[]): string {
  if (name === undefined)
    throw new InputError('Name both axes, or neither of them.');
  if (!columns.includes(name))
    throw new InputError(
      `${name} is no column of numbers that you may see. There are ${
        columns.join(', ') || 'none'
      }.`,
    );
  return name;
}

function joinOf(
  key: NonNullable<VisibleTable['key']>,
  { x, y }: { readonly x: string; readonly y: string },
): string {
  const number = (column: string) => `CAST(${identifier(column)} AS DOUBLE)`;
  return `JOIN (SELECT ${keyText({ key })} AS key, ${number(x)} AS x, ${number(
    y,
  )} AS y FROM t) AS v ON v.key = s.key`;
}

/** Rows with an issue first; of the others a sample that is the same each time. */
function pointsSql(x: string, y: string, join: string): string {
  return `SELECT s.key, ${x} AS px, ${y} AS py, s.given, s.kind FROM s ${join}
    WHERE isfinite(${x}) AND isfinite(${y})
    ORDER BY s.kind IS NULL, md5(s.key), s.key LIMIT ${SHOWN_POINTS}`;
}
