import { type Box, readBoxes } from '../boxes/Box';
import { isSameBoxes } from '../boxes/diffBoxes';
import {
  type CellValue,
  type Conflict,
  type Edit,
  EditError,
  type NewRow,
  type Relabel,
} from '../Edit';
import type { FileEdits } from '../FileEdits';
import type { RowMeaning } from '../rows/editRows';
import { isSameValue } from '../rows/isSameValue';
import { textOfNode } from '../rows/jsonValue';
import { cocoRowText } from './CocoRowText';
import { type CocoPicture, CocoText } from './CocoText';
import { CocoWriter } from './CocoWriter';
import { jsonFields } from './jsonFields';

/** What becomes of an edit of a picture that is there. */
type Verdict =
  | { readonly is: 'unchanged' }
  | { readonly is: 'conflict'; readonly conflict: Omit<Conflict, 'key'> }
  | {
      readonly is: 'applied';
      write(writer: CocoWriter): void;
      readonly leaving?: NewRow;
    };

const UNCHANGED: Verdict = { is: 'unchanged' };

/**
 * What has to be written in a COCO file (Lin et al. 2014) so that its pictures
 * have other boxes or other fields, or are no longer there. A picture's key is its
 * `file_name`, its label the text of its boxes.
 *
 * @throws EditError where the file cannot be read or has no such class, naming the line
 */
export function editCoco(
  text: string,
  meaning: RowMeaning,
  edits: readonly Edit[],
): FileEdits {
  const keys = new Set(edits.map(({ key }) => key));
  const coco = new CocoText(text, meaning.path, keys);
  const writer = new CocoWriter(coco);
  const outcome = {
    applied: [] as Edit[],
    unchanged: [] as Edit[],
    conflicts: [] as Conflict[],
    absent: [] as Edit[],
    leaving: [] as NewRow[],
  };
  for (const edit of edits) {
    const { key } = edit;
    const picture = coco.pictureOf(key);
    if (!picture) {
      outcome.absent.push(edit);
      continue;
    }
    const verdict = verdictOf(edit, picture, coco, meaning);
    switch (verdict.is) {
      case 'unchanged':
        outcome.unchanged.push(edit);
        break;
      case 'conflict':
        outcome.conflicts.push({ key, ...verdict.conflict });
        break;
      default:
        outcome.applied.push(edit);
        if (verdict.leaving) outcome.leaving.push(verdict.leaving);
        verdict.write(writer);
    }
  }
  return { ...outcome, replacements: writer.replacements() };
}

function verdictOf(
  edit: Edit,
  picture: CocoPicture,
  coco: CocoText,
  meaning: RowMeaning,
): Verdict {
  switch (edit.kind) {
    case 'cell':
      return cellVerdict(edit, picture, coco, meaning);
    case 'move':
      return moveVerdict(edit, picture, coco, meaning);
    case 'add':
    case 'restore':
      return newVerdict(edit, picture, meaning);
    default:
      return labelVerdict(edit, picture, meaning);
  }
}

function labelVerdict(
  edit: Extract<Edit, { kind: 'relabel' | 'exclude' }>,
  picture: CocoPicture,
  { path }: RowMeaning,
): Verdict {
  const boxes = boxesOf(picture);
  const wanted = edit.kind === 'relabel' ? wantedOf(edit, path) : undefined;
  if (wanted && isSameBoxes(boxes, wanted)) return UNCHANGED;
  if (edit.from !== undefined) {
    const expected = readBoxes(edit.from);
    if (!expected || !isSameBoxes(boxes, expected))
      return {
        is: 'conflict',
        conflict: { expected: edit.from, found: JSON.stringify(boxes) },
      };
  }
  return {
    is: 'applied',
    write: writer =>
      wanted ? writer.redraw(picture, wanted) : writer.remove(picture),
  };
}

function cellVerdict(
  edit: Extract<Edit, { kind: 'cell' }>,
  picture: CocoPicture,
  coco: CocoText,
  { path }: RowMeaning,
): Verdict {
  const { column, from, to } = edit;
  const found = fieldOf(coco, picture, column);
  if (found === to) return UNCHANGED;
  return isSameValue(found, from)
    ? { is: 'applied', write: writer => writer.write(picture, edit, path) }
    : { is: 'conflict', conflict: { column, expected: from, found } };
}

function moveVerdict(
  edit: Extract<Edit, { kind: 'move' }>,
  picture: CocoPicture,
  coco: CocoText,
  { split }: RowMeaning,
): Verdict {
  const { key, from, to, behind } = edit;
  if (split === to) return UNCHANGED;
  if (split !== from)
    return { is: 'conflict', conflict: { expected: from, found: split } };
  return {
    is: 'applied',
    write: writer => writer.remove(picture),
    leaving: {
      kind: 'restore',
      key,
      cells: {},
      text: cocoRowText(coco, picture),
      split: to,
      behind,
    },
  };
}

/** A picture that is to come is there already: with those boxes, or with others. */
function newVerdict(
  edit: NewRow,
  picture: CocoPicture,
  { label, split }: RowMeaning,
): Verdict {
  const boxes = boxesOf(picture);
  const given = label === undefined ? undefined : edit.cells[label];
  const expected = given ? readBoxes(given) : boxes;
  const isInPlace =
    edit.split === undefined || split === undefined || edit.split === split;
  return isInPlace && expected && isSameBoxes(boxes, expected)
    ? UNCHANGED
    : { is: 'conflict', conflict: { found: JSON.stringify(boxes) } };
}

function boxesOf({ annotations }: CocoPicture): readonly Box[] {
  return annotations.map(({ box }) => box);
}

function fieldOf(
  coco: CocoText,
  { at }: CocoPicture,
  column: string,
): CellValue {
  const json = coco.imageText(at);
  const node = jsonFields(json).get(column);
  return node ? textOfNode(json, node) : null;
}

function wantedOf(edit: Relabel, path: string): readonly Box[] {
  const wanted = readBoxes(edit.to);
  if (!wanted)
    throw new EditError(
      `The new label of ${edit.key} is no list of boxes, so ${path} was not changed. Give a JSON array of label, x, y, width and height.`,
      path,
    );
  return wanted;
}
