import {
  type BoxChange,
  boxChanges,
  boxChangesText,
  changeWord,
  readBoxesText,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { EditWords } from '@greenroom/change';

/** How edits of pictures with boxes are told: by what became of the boxes, never by their numbers. */
export const BOX_WORDS: EditWords = {
  row: ['picture', 'pictures'],
  counted: 'boxes',
  kindsOf: entry =>
    entry.kind === 'exclude'
      ? boxesOf(entry.from).map(() => 'excluded with their picture')
      : boxChanges(boxesOf(entry.from), boxesOf(entry.to ?? '')).map(countedAs),
  changeOf: entry =>
    entry.kind === 'exclude'
      ? 'excluded'
      : boxesChange(entry.from, entry.to ?? ''),
};

/** From one text of boxes to another, in words. */
export function boxesChange(from: string, to: string): string {
  return boxChangesText(boxChanges(boxesOf(from), boxesOf(to)));
}

/** One with its class where it says no other. */
function countedAs(change: BoxChange): string {
  const word = changeWord(change);
  const { from, to } = change;
  const isRenamed = from && to && from.label !== to.label;
  return isRenamed ? word : `${word} (${(to ?? from).label})`;
}

function boxesOf(text: string) {
  return readBoxesText(text) ?? [];
}
