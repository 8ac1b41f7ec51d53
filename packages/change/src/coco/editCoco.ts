import { type Box, readBoxes } from '../boxes/Box';
import { isSameBoxes } from '../boxes/diffBoxes';
import { type Edit, EditError } from '../Edit';
import type { FileEdits } from '../FileEdits';
import { CocoText } from './CocoText';
import { CocoWriter } from './CocoWriter';

/**
 * What has to be written in a COCO file (Lin et al. 2014) so that its pictures
 * have other boxes, or are no longer there. A picture's key is its `file_name`,
 * its label the text of its boxes.
 *
 * @throws EditError where the file cannot be read or has no such class, naming the line
 */
export function editCoco(
  text: string,
  path: string,
  edits: readonly Edit[],
): FileEdits {
  const coco = new CocoText(text, path, new Set(edits.map(({ key }) => key)));
  const writer = new CocoWriter(coco);
  const outcome = {
    applied: [] as Edit[],
    unchanged: [] as Edit[],
    conflicts: [] as FileEdits['conflicts'][number][],
    absent: [] as Edit[],
  };
  for (const edit of edits) {
    const picture = coco.pictureOf(edit.key);
    if (!picture) {
      outcome.absent.push(edit);
      continue;
    }
    const { annotations } = picture;
    const boxes = annotations.map(({ box }) => box);
    const expected = readBoxes(edit.from);
    const wanted = edit.kind === 'relabel' ? wantedOf(edit, path) : undefined;
    if (wanted && isSameBoxes(boxes, wanted)) {
      outcome.unchanged.push(edit);
    } else if (!expected || !isSameBoxes(boxes, expected)) {
      outcome.conflicts.push({
        key: edit.key,
        expected: edit.from,
        found: JSON.stringify(boxes),
      });
    } else {
      outcome.applied.push(edit);
      if (wanted) writer.redraw(picture, wanted);
      else writer.remove(picture);
    }
  }
  return { ...outcome, replacements: writer.replacements() };
}

function wantedOf(edit: Edit, path: string): readonly Box[] {
  const wanted = readBoxes(edit.to ?? '');
  if (!wanted)
    throw new EditError(
      `The new label of ${edit.key} is no list of boxes, so ${path} was not changed. Give a JSON array of label, x, y, width and height.`,
      path,
    );
  return wanted;
}
