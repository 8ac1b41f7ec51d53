import type { LabelIssueFilter } from '@greenroom/backstage-plugin-greenroom-common';
import { labelName } from '../components/labelWords';
import { KIND_NAMES } from './kindNames';

/** Where the decision on a row stands. */
export const DECIDED_NAMES = {
  open: 'left to decide',
  later: 'put off',
  decided: 'decided',
} as const;

/** "given 4, that look like 9, of test": a filter as people say it; nothing where it leaves no row out. */
export function filterWords(filter: LabelIssueFilter): string {
  const { kind, split, given, suggested, annotator, below, decided } = filter;
  return [
    kind === undefined ? undefined : KIND_NAMES[kind],
    given === undefined ? undefined : `given ${labelName(given)}`,
    suggested === undefined
      ? undefined
      : `that look like ${labelName(suggested)}`,
    split === undefined ? undefined : `of ${split}`,
    annotator === undefined ? undefined : `set by ${annotator}`,
    below === undefined ? undefined : `with a score up to ${below}`,
    decided === undefined ? undefined : DECIDED_NAMES[decided],
  ]
    .filter(part => part !== undefined)
    .join(', ');
}
