import type {
  Decide,
  LabelIssue,
  RowDecision,
} from '@greenroom/backstage-plugin-greenroom-common';
import { labelName, relabelWords } from '../../components/labelWords';

/** What a person says of one row. */
export type Word = Omit<Decide, 'seen'>;

/** A word as it stands on the screen: on its way to the server, or as the server has it. */
export type ShownWord = Word & {
  state: 'saving' | RowDecision['state'];
  author?: string;
  at?: string;
};

/** Longer reasons are cut. */
const REASON_CHARACTERS = 500;

/** "Take the label that the evidence suggests"; nothing where it suggests none. */
export function takeSuggestion(
  issue: Pick<LabelIssue, 'key' | 'given' | 'suggested' | 'why'>,
): Word | undefined {
  return issue.suggested === undefined
    ? undefined
    : relabel(issue, issue.suggested);
}

/** A person's own choice of label; the label the row has already means it is kept. */
export function relabel(
  issue: Pick<LabelIssue, 'key' | 'given' | 'suggested' | 'why'>,
  to: string,
): Word {
  if (to === issue.given) return keep(issue);
  const word = {
    key: issue.key,
    kind: 'relabel' as const,
    from: issue.given,
    to,
  };
  return to === issue.suggested
    ? { ...word, reason: issue.why.slice(0, REASON_CHARACTERS) }
    : word;
}

type Row = Pick<LabelIssue, 'key' | 'given'>;

/** The given label is right after all. */
export function keep({ key, given }: Row): Word {
  return { key, kind: 'keep', from: given };
}

/** The row should leave the data set. */
export function exclude({ key, given }: Row): Word {
  return { key, kind: 'exclude', from: given };
}

/** Left to another look, or another person. */
export function later({ key, given }: Row): Word {
  return { key, kind: 'later', from: given };
}

/** The word with a person's own reason in place of another. */
export function withReason(word: Word, reason: string): Word {
  const own = reason.trim();
  return own === '' ? word : { ...word, reason: own };
}

/** A decision in words: "9 → 4", "1 added, 1 moved", "kept as 9", "left out", "put off". */
export function decisionText(word: Pick<Word, 'kind' | 'from' | 'to'>): string {
  switch (word.kind) {
    case 'relabel':
      return relabelWords(word.from, word.to ?? '');
    case 'keep':
      return `kept as ${labelName(word.from)}`;
    case 'exclude':
      return 'left out';
    default:
      return 'put off';
  }
}

/** Is a row with this word still to be decided? One that changed since is; one put off waits elsewhere. */
export function isOpen(word: ShownWord | undefined): boolean {
  return word === undefined || word.state === 'outdated';
}

/** "mira-okafor" of "user:default/mira-okafor". */
export function personName(author: string): string {
  return author.slice(author.lastIndexOf('/') + 1);
}

/**
 * The class that a digit key stands for: the class of that name where all
 * classes are digits, else the first to ninth class by 1 to 9.
 */
export function classOfDigit(
  classes: readonly string[],
  digit: string,
): string | undefined {
  if (classes.every(name => /^\d$/.test(name)))
    return classes.find(name => name === digit);
  return classes[Number(digit) - 1];
}

/** The digit key that chooses a class, if one does. */
export function digitOfClass(
  classes: readonly string[],
  name: string,
): string | undefined {
  return [...'0123456789'].find(digit => classOfDigit(classes, digit) === name);
}
