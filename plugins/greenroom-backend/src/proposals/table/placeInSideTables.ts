import { readFile } from 'node:fs/promises';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import { type AddRow, columnsOfText, parquetColumns } from '@greenroom/change';
import type { TabularDataset } from '@greenroom/manifest';
import type { Asset } from '../../registry/Asset';
import type { ChangedFile } from '../../storage/planWriting';
import type { Stage } from '../../storage/Stage';
import { fileEditor } from './fileEditor';
import { type SideTable, sideTables, type TableFile } from './tableFiles';

/** Rows with the cells that the files of the table have, and the side tables that have the others. */
export type InSideTables = {
  readonly rows: readonly AddRow[];
  readonly changed: readonly ChangedFile[];
  readonly changedLines: number;
};

/**
 * Parts new rows among a table and its side tables. A side table that is joined by
 * the key gets a row for each; of one that is joined by another column the cells
 * are those of the value in that column, which is there already.
 *
 * @throws EditError where a file cannot be read, or take a cell
 */
export async function placeInSideTables(
  source: Source,
  asset: Asset,
  commit: string,
  stage: Stage,
  rows: readonly AddRow[],
): Promise<InSideTables> {
  const { key } = asset.manifest as TabularDataset;
  const changed: ChangedFile[] = [];
  let changedLines = 0;
  let left = rows;
  for (const side of await sideTables(source, asset, commit, stage)) {
    const columns = (await columnsOf(side)).filter(name => name !== side.on);
    const isOwn = (name: string) => columns.includes(name);
    if (side.on === key) {
      const into = side.files[side.files.length - 1];
      const { content, ...edited } = await fileEditor(stage).place(
        into,
        into.before,
        left.map(row => ({
          ...row,
          cells: {
            ...picked(row.cells, isOwn),
            [side.on]: row.key,
          },
        })),
      );
      changed.push({ ...into, file: content });
      changedLines += edited.changedLines;
    }
    left = left.map(row => ({
      ...row,
      cells: picked(row.cells, name => !isOwn(name)),
    }));
  }
  return { rows: left, changed, changedLines };
}

async function columnsOf({ files }: SideTable): Promise<readonly string[]> {
  const all = await Promise.all(files.map(columnsOfFile));
  return [...new Set(all.flat())];
}

async function columnsOfFile(file: TableFile): Promise<readonly string[]> {
  const { format, before } = file;
  return format === 'parquet'
    ? parquetColumns({ ...file, file: before })
    : columnsOfText({ ...file, format, content: await readFile(before) });
}

function picked(
  cells: AddRow['cells'],
  isWanted: (name: string) => boolean,
): AddRow['cells'] {
  return Object.fromEntries(
    Object.entries(cells).filter(([name]) => isWanted(name)),
  );
}
