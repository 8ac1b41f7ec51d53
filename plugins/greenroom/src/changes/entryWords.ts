import {
  type AddEntry,
  cardSectionName,
  type RowChangeEntry,
  type TextEntry,
} from '@greenroom/backstage-plugin-greenroom-common';

/** An entry that is neither a decision on a label nor declared. */
export type OtherEntry = RowChangeEntry | TextEntry;

/** What an entry is about, and what becomes of it. */
export type EntryWords = {
  readonly what: string;
  readonly from?: string;
  readonly to: string;
};

const HIDDEN = 'hidden from you';

export function entryWords(entry: OtherEntry): EntryWords {
  switch (entry.kind) {
    case 'cell':
      return {
        what: `row ${entry.row}, ${entry.column}`,
        from: entry.hidden ? HIDDEN : valueWord(entry.from),
        to: entry.hidden ? HIDDEN : valueWord(entry.to),
      };
    case 'restore':
      return {
        what: `row ${entry.row}`,
        to: `back as it was${
          entry.label === undefined ? '' : ` (${entry.label})`
        }`,
      };
    case 'add':
      return { what: `row ${entry.row}`, to: addedWords(entry) };
    case 'move':
      return { what: `row ${entry.row}`, from: entry.from, to: entry.to };
    case 'manifest':
      return {
        what: `${entry.path.join('.')} in the manifest`,
        from: entry.from === null ? 'nothing' : String(entry.from),
        to: String(entry.to),
      };
    case 'waiver':
      return {
        what: `the rule ${entry.rule}`,
        from: 'held against it',
        to: `waived until ${entry.until}`,
      };
    default:
      return {
        what: `${cardSectionName(entry.section)} in the card`,
        from: entry.from,
        to: entry.to,
      };
  }
}

function addedWords({ cells, split, hidden = [] }: AddEntry): string {
  const values = Object.entries(cells).map(
    ([name, value]) => `${name} ${valueWord(value)}`,
  );
  return [
    split === undefined ? 'new' : `new in ${split}`,
    ...values,
    ...hidden.map(name => `${name} ${HIDDEN}`),
  ].join(', ');
}

function valueWord(value: string | null): string {
  return value === null || value === '' ? 'empty' : value;
}
