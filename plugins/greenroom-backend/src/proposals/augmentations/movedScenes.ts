import { readFile } from 'node:fs/promises';
import { ConflictError } from '@backstage/errors';
import {
  type Annotation,
  maskOf,
  moveAnnotation,
  pixelsIn,
  type Placement,
  polygonArea,
  runLengthsOf,
} from '@greenroom/augmentation';
import {
  type CocoMark,
  findRows,
  movedPicture,
  type Restore,
} from '@greenroom/change';
import type { TableFile } from '../table/tableFiles';

/** A picture with boxes that was made of another. */
export type MadeScene = {
  readonly key: string;
  readonly parent: string;
  readonly placement: Placement;
};

/**
 * Rows of pictures that were made of others, each in the file of its parent:
 * written as the parent is, with its boxes, outlines and masks moved.
 *
 * @throws ConflictError where a parent is no longer there
 */
export async function movedScenes(
  files: readonly TableFile[],
  scenes: readonly MadeScene[],
): Promise<readonly Restore[]> {
  const parents = new Set(scenes.map(({ parent }) => parent));
  const found = new Map<string, Restore>();
  for (const { before, ...file } of files) {
    if (file.format === 'parquet') continue;
    const content = await readFile(before);
    for (const row of findRows(
      { ...file, format: file.format, content },
      parents,
    ))
      found.set(row.key, row);
  }
  return scenes.map(({ key, parent, placement }): Restore => {
    const like = found.get(parent);
    const text =
      like?.text &&
      movedPicture(like.text, { name: key, ...placement.size }, mark =>
        movedMark(mark, placement),
      );
    if (!like || !text)
      throw new ConflictError(
        `The picture ${parent} is no longer there, and one was made of it. Look at the preview again.`,
      );
    return { kind: 'restore', key, cells: {}, text, split: like.split };
  });
}

function movedMark(
  { box, outline, mask }: CocoMark,
  placement: Placement,
): CocoMark | undefined {
  const { label, ...place } = box;
  const moved = moveAnnotation(
    {
      label,
      box: place,
      ...(outline ? { outline } : {}),
      ...(mask ? { mask: maskOf(mask) } : {}),
    },
    placement,
  );
  return moved.state === 'lost' ? undefined : markOf(label, moved.annotation);
}

function markOf(label: string, { box, outline, mask }: Annotation): CocoMark {
  return {
    box: { label, ...box },
    ...(outline
      ? {
          outline,
          area: outline.reduce((sum, each) => sum + polygonArea(each), 0),
        }
      : {}),
    ...(mask ? { mask: runLengthsOf(mask), area: pixelsIn(mask) } : {}),
  };
}
