import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { identifier } from '@greenroom/dataset';
import { binNumbers } from '@greenroom/error-analysis';
import type { DatasetManifest } from '@greenroom/manifest';
import type { AnalysisStore } from '../analysis/AnalysisStore';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import type { BlameRows } from './BlameRows';
import { isNumberType } from './columnTypes';
import { hasKey, keyText } from './keySql';
import type { ResultFiles } from './ResultFiles';
import type { RowAccess, VisibleTable } from './RowAccess';

/** A way to group rows, with the group of each row that has one. */
export type Trait = {
  readonly by: string;
  readonly ofRow: ReadonlyMap<string, string>;
};

/** What rows can be grouped by beside class, split and annotator: declared slices, and the commit that set the label. */
export class AuditTraits {
  constructor(
    private readonly rooms: {
      access: RowAccess;
      analyses: Pick<AnalysisStore, 'blame'>;
      artifacts: ArtifactStore;
      files: ResultFiles;
      blame: Pick<BlameRows, 'of'>;
    },
  ) {}

  /** Nothing that is hidden from the caller; commits only where history was looked through already. */
  async of(
    versionId: string,
    keys: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<readonly Trait[]> {
    if (keys.length === 0) return [];
    const table = await this.rooms.access.table(versionId, credentials);
    if (table.hidden) return [];
    const [slices, commits] = await Promise.all([
      this.#slices(table, keys),
      this.#commits(table, versionId, keys, credentials),
    ]);
    return [...slices, ...commits];
  }

  async #slices(
    { manifest, cells, key, file }: VisibleTable,
    keys: readonly string[],
  ): Promise<Trait[]> {
    const { columns: declared = [] } = manifest as DatasetManifest;
    const slices = declared.flatMap(({ name, slice, personal }) => {
      const cell = cells.find(column => column.name === name);
      return slice && !personal && cell
        ? [{ name, isNumber: isNumberType(cell.sqlType) }]
        : [];
    });
    if (!key || slices.length === 0) return [];
    const values: (string | number)[] = [];
    const rows = await this.rooms.files.query(
      { t: file },
      `SELECT ${keyText({ key })} AS k, ${slices
        .map(
          ({ name, isNumber }, i) =>
            `CAST(t.${identifier(name)} AS ${
              isNumber ? 'DOUBLE' : 'VARCHAR'
            }) AS c${i}`,
        )
        .join(', ')} FROM t WHERE ${hasKey(
        { key },
        keys,
        value => `$${values.push(value)}`,
      )} ORDER BY k`,
      values,
    );
    return slices.map(({ name, isNumber }, i) => ({
      by: name,
      ofRow: new Map(
        groupNames(
          rows.map(row => row[`c${i}`]),
          isNumber,
        ).flatMap((group, row) =>
          group === undefined ? [] : [[String(rows[row].k), group] as const],
        ),
      ),
    }));
  }

  async #commits(
    { manifest }: VisibleTable,
    versionId: string,
    keys: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Trait[]> {
    // To look through history is work that nobody asked for here.
    if (!(await this.rooms.analyses.blame(versionId))) return [];
    const { rows, commits } = await this.rooms.blame.of(
      { versionId, keys },
      credentials,
    );
    const { label } = manifest as DatasetManifest;
    const ofRow = new Map(
      rows.flatMap(({ key, cells }) => {
        const cell = cells.find(({ column }) => column === label);
        const commit = cell && commits[cell.commit];
        if (!commit) return [];
        const [subject] = commit.message.split('\n');
        return [[key, `${commit.sha.slice(0, 7)} ${subject}`] as const];
      }),
    );
    return ofRow.size > 0 ? [{ by: 'commit', ofRow }] : [];
  }
}

/** Numbers by bins, texts as they are; none of a cell that is empty. */
function groupNames(
  cells: readonly unknown[],
  isNumber: boolean,
): (string | undefined)[] {
  const isEmpty = (cell: unknown) => cell === null || cell === undefined;
  if (!isNumber)
    return cells.map(cell => (isEmpty(cell) ? undefined : String(cell)));
  const { codes, labels } = binNumbers(
    Float64Array.from(cells, cell => (isEmpty(cell) ? NaN : Number(cell))),
  );
  return cells.map((cell, i) => (isEmpty(cell) ? undefined : labels[codes[i]]));
}
