import {
  type Cohort,
  type Condition,
  conditionSchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import { readInterval, writeInterval } from '../components/interval';

/** Characters that mean something between names and values. */
const MARKS = /[\\=:|&;?]/g;
const MISSING = 'missing';

/**
 * A cohort as the address bar keeps it, short enough to read:
 * "group=hard|tricky&slant?:[12,24)&ink:missing". The question mark stands for rows
 * without a value, which are met, too; a backslash stands before a mark that is
 * part of a name or a value.
 */
export function writeCohort(cohort: Cohort): string {
  return cohort.map(writeCondition).join('&');
}

/** Reads what `writeCohort` wrote; what is no condition is left out. */
export function readCohort(text: string): Cohort {
  return split(text, '&').flatMap(part => {
    const read = conditionSchema.safeParse(readCondition(part));
    return read.success ? [read.data] : [];
  });
}

/** Several cohorts in one text. */
export function writeCohorts(cohorts: readonly Cohort[]): string {
  return cohorts.map(writeCohort).join(';');
}

/** Reads what `writeCohorts` wrote; cohorts of all rows are left out. */
export function readCohorts(text: string): Cohort[] {
  return split(text, ';')
    .map(readCohort)
    .filter(cohort => cohort.length > 0);
}

/** Do both say the same, in whatever order? */
export function sameCohort(a: Cohort, b: Cohort): boolean {
  const sorted = (cohort: Cohort) => cohort.map(writeCondition).sort();
  return sorted(a).join('&') === sorted(b).join('&');
}

/** Rows of both: the conditions of `a`, then those of `b` that `a` does not have. */
export function bothCohorts(a: Cohort, b: Cohort): Cohort {
  const known = new Set(a.map(writeCondition));
  return [...a, ...b.filter(each => !known.has(writeCondition(each)))];
}

/** One condition as text. */
export function writeCondition(condition: Condition): string {
  const feature = escaped(condition.feature);
  if (condition.type === 'missing') return `${feature}:${MISSING}`;
  const name = condition.orMissing ? `${feature}?` : feature;
  if (condition.type === 'is')
    return `${name}=${condition.values.map(escaped).join('|')}`;
  const { from, below, closed } = condition;
  return `${name}:${writeInterval({ min: from, max: below, closed })}`;
}

function readCondition(text: string): Condition | undefined {
  const [name, list, ...more] = split(text, '=');
  if (list !== undefined && more.length === 0) {
    return {
      type: 'is',
      ...readName(name),
      values: split(list, '|').map(plain),
    };
  }
  const [feature, rest] = split(text, ':');
  if (rest === undefined) return undefined;
  if (rest === MISSING) return { type: 'missing', feature: plain(feature) };
  const range = readInterval(rest);
  if (!range) return undefined;
  const { min, max, closed } = range;
  return {
    type: 'range',
    ...readName(feature),
    ...(min === undefined ? {} : { from: min }),
    ...(max === undefined ? {} : { below: max }),
    ...(closed ? { closed } : {}),
  };
}

function readName(text: string): { feature: string; orMissing?: true } {
  const [name, end] = split(text, '?');
  return {
    feature: plain(name),
    ...(end === undefined ? {} : { orMissing: true }),
  };
}

function escaped(text: string): string {
  return text.replace(MARKS, mark => `\\${mark}`);
}

function plain(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}

/** The parts of a text between marks that nothing escapes; escapes stay. */
function split(text: string, mark: string): string[] {
  const parts = [''];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === mark) {
      parts.push('');
      continue;
    }
    parts[parts.length - 1] += text[at];
    if (text[at] === '\\') {
      at += 1;
      parts[parts.length - 1] += text[at] ?? '';
    }
  }
  return parts;
}
