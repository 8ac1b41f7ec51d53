import { readFile, writeFile } from 'node:fs/promises';
import {
  type Edited,
  editParquet,
  placeInParquet,
  type RowsEditor,
  TEXT_EDITOR,
} from '@greenroom/change';
import type { Stage } from '../../storage/Stage';
import type { TableFile } from './tableFiles';

/** Edits files on this machine; each state of a file is a file of its own. */
export function fileEditor(stage: Stage): RowsEditor<TableFile, string> {
  const kept = async (
    before: string,
    edit: (content: Buffer) => Edited | Promise<Edited>,
  ): Promise<Edited<string>> => {
    const { content, ...outcome } = await edit(await readFile(before));
    if (outcome.applied.length === 0) return { ...outcome, content: before };
    const made = await stage.newFile();
    await writeFile(made, content);
    return { ...outcome, content: made };
  };
  return {
    apply: async (file, before, edits) => {
      const { format } = file;
      return format === 'parquet'
        ? editParquet({ ...file, file: before }, edits, await stage.newFile())
        : kept(before, content =>
            TEXT_EDITOR.apply({ ...file, format }, content, edits),
          );
    },
    place: async (file, before, rows) => {
      const { format } = file;
      return format === 'parquet'
        ? placeInParquet({ ...file, file: before }, rows, await stage.newFile())
        : kept(before, content =>
            TEXT_EDITOR.place({ ...file, format }, content, rows),
          );
    },
  };
}
