import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { TableError } from '../../TableError';
import { Workspace } from '../Workspace';
import { splitCoco } from './splitCoco';

/** What the ids in a COCO file stand for. */
export type CocoFileIds = {
  /** File names of the pictures. */
  readonly images: ReadonlyMap<number, string>;
  /** Names of the categories. */
  readonly categories: ReadonlyMap<number, string>;
};

/**
 * The ids of pictures and categories of COCO files that are one split, so that
 * predictions made for them can be joined; the annotations are not read.
 *
 * @throws TableError where an id stands for two things, or is none
 */
export async function readCocoIds(
  files: readonly { readonly path: string; readonly name: string }[],
): Promise<CocoFileIds> {
  const workspace = new Workspace();
  const images = new Map<number, string>();
  const categories = new Map<number, string>();
  try {
    for (const file of files) {
      const lists = await splitCoco(file, workspace);
      await collect(lists.images, 'file_name', images, file.name);
      await collect(lists.categories, 'name', categories, file.name);
    }
    return { images, categories };
  } finally {
    workspace.close();
  }
}

async function collect(
  list: string,
  field: 'file_name' | 'name',
  found: Map<number, string>,
  file: string,
): Promise<void> {
  for await (const line of createInterface({ input: createReadStream(list) })) {
    const entry = JSON.parse(line) as Record<string, unknown>;
    const name = entry[field];
    if (typeof entry.id !== 'number' || typeof name !== 'string')
      throw new TableError(
        `An entry has the id ${JSON.stringify(
          entry.id,
        )} and the ${field} ${JSON.stringify(
          name,
        )}; a number and a text are expected. Correct it.`,
        file,
      );
    const known = found.get(entry.id);
    if (known !== undefined && known !== name)
      throw new TableError(
        `The id ${entry.id} stands for ${known} and for ${name}. Give each an id of its own.`,
        file,
      );
    found.set(entry.id, name);
  }
}
