import type { NumberRange } from '../features/FeaturePlan';
import type { Cohort } from './Cohort';

/** Names and texts that need no quotes. */
const PLAIN = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;
export const COHORT_WORDS: ReadonlySet<string> = new Set([
  'and',
  'or',
  'not',
  'is',
  'in',
  'missing',
  'all',
]);

/**
 * A cohort as people read and write it, in a manifest too; `parseCohort` reads
 * it back: `age >= 30 and age < 50 and (education is "HS-grad" or not income is
 * missing)`.
 */
export function printCohort(cohort: Cohort): string {
  return print(cohort, 'whole');
}

function print(cohort: Cohort, place: 'whole' | 'part'): string {
  switch (cohort.type) {
    case 'and':
    case 'or': {
      // Without parts, `and` is all rows and `or` none.
      if (cohort.of.length === 0)
        return cohort.type === 'and' ? 'all' : 'not all';
      if (cohort.of.length === 1) return print(cohort.of[0], place);
      const text = cohort.of
        .map(each => print(each, 'part'))
        .join(` ${cohort.type} `);
      return place === 'part' ? `(${text})` : text;
    }
    case 'not':
      return `not ${print(cohort.of, 'part')}`;
    case 'is':
      return cohort.values.length === 1
        ? `${word(cohort.feature)} is ${value(cohort.values[0])}`
        : `${word(cohort.feature)} in (${cohort.values.map(value).join(', ')})`;
    case 'missing':
      return `${word(cohort.feature)} is missing`;
    default: {
      const ends = endsOf(cohort).map(end => `${word(cohort.feature)} ${end}`);
      if (ends.length === 0) return `not ${word(cohort.feature)} is missing`;
      const text = ends.join(' and ');
      return place === 'part' && ends.length > 1 ? `(${text})` : text;
    }
  }
}

function endsOf({ from, above, below, upTo }: NumberRange): string[] {
  return [
    ...(from === undefined ? [] : [`>= ${from}`]),
    ...(above === undefined ? [] : [`> ${above}`]),
    ...(below === undefined ? [] : [`< ${below}`]),
    ...(upTo === undefined ? [] : [`<= ${upTo}`]),
  ];
}

function word(text: string): string {
  return PLAIN.test(text) && !COHORT_WORDS.has(text)
    ? text
    : JSON.stringify(text);
}

function value(each: string | number): string {
  return typeof each === 'number' ? String(each) : JSON.stringify(each);
}
