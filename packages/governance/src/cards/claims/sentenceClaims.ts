import { claimOf } from './claimOf';
import type { ClaimSubject, FoundClaim } from './FoundClaim';
import { isCommonWord, type MetricMention, metricsIn } from './metricWords';
import { type NumberMention, numbersIn } from './numbersIn';
import { type KnownSubjects, subjectIn } from './subjectIn';
import { halfWidth } from './tableClaims';

/** Between a metric and its number there are a few words at most. */
const NEAR_CHARACTERS = 60;
/** Of a number that stands before its metric: `94.1 % test accuracy`. */
const BEFORE_CHARACTERS = 24;
/** What must hold, or how far something moved, is no claim that it is so. */
const BOUND =
  /\b(at least|at most|must|should|target|goal|required?|minimum|maximum|threshold|above|below|under|over|exceeds?|less than|more than|by|drop|gain|up from|down from)\b/i;
/** `92.0 % (90.1 to 93.5)`, `0.92 [0.90, 0.93]`. */
const INTERVAL_JOINT = /^\s*(?:%|per ?cent)?\s*(?:to|–|-|,|and|…)\s*$/;
const INTERVAL_LEAD =
  /^\s*[,;]?\s*[([]\s*(?:95\s?%\s*(?:ci|confidence interval|interval)?\s*[:,]?\s*)?$/i;

export type ParagraphPlace = {
  readonly path: string;
  readonly heading: string;
  readonly lineAt: (offset: number) => number;
  /** Offset of the paragraph in its file. */
  readonly start: number;
  readonly about: ClaimSubject;
};

/**
 * Figures of running text: a metric with a number a few words behind it, or right
 * before it, and the interval that follows; and how many rows of a split it says
 * were measured. A bound ("at least 90 %") claims nothing.
 */
export function sentenceClaims(
  paragraph: string,
  place: ParagraphPlace,
  known: KnownSubjects,
): FoundClaim[] {
  return sentencesOf(paragraph).flatMap(({ text, at }) => {
    if (!/\d/.test(text)) return [];
    const start = place.start + at;
    const about = { ...place.about, ...subjectIn(text, known) };
    const numbers = numbersIn(text, start);
    const mentions = metricsIn(text);
    const used = new Set<NumberMention>();
    const make = (
      number: NumberMention,
      what: Pick<FoundClaim, 'named' | 'metrics' | 'part'>,
    ) => {
      used.add(number);
      return claimOf(number, {
        ...what,
        about,
        text: text.replace(/\s+/g, ' ').trim(),
        place: {
          path: place.path,
          heading: place.heading,
          line: place.lineAt(number.start),
        },
        ...halfWidth(text, number.start - start),
      });
    };
    const figures = mentions.flatMap(({ named, metrics, ...mention }) => {
      const number = numberOf(text, start, mention, mentions, numbers, used);
      if (!number) return [];
      if (isCommonWord(named) && number.scale === 'plain' && number.said > 1)
        return [];
      const ends = endsOf(text, start, number, numbers);
      return [
        make(number, { named, metrics, part: 'value' }),
        ...ends.map((end, i) =>
          make(
            number.scale === 'percent' ? { ...end, scale: 'percent' } : end,
            { named, metrics, part: i === 0 ? 'low' : 'high' },
          ),
        ),
      ];
    });
    const rows = rowCounts(text, start, numbers, known).map(
      ([number, split]) => ({
        ...make(number, { named: 'rows', metrics: ['rows'], part: 'value' }),
        about: { ...about, split },
      }),
    );
    return [...figures, ...rows];
  });
}

function sentencesOf(
  paragraph: string,
): { readonly text: string; readonly at: number }[] {
  const found: { text: string; at: number }[] = [];
  let at = 0;
  for (const match of paragraph.matchAll(/[.!?](?=\s+\p{Lu})|$/gu)) {
    const end = match.index + match[0].length;
    if (end > at) found.push({ text: paragraph.slice(at, end), at });
    at = end;
  }
  return found;
}

function numberOf(
  text: string,
  start: number,
  { start: from, end }: Pick<MetricMention, 'start' | 'end'>,
  mentions: readonly MetricMention[],
  numbers: readonly NumberMention[],
  used: ReadonlySet<NumberMention>,
): NumberMention | undefined {
  const lead = text.slice(Math.max(0, from - NEAR_CHARACTERS), from);
  const behind = numbers.find(number => number.start - start >= end);
  if (behind && !used.has(behind)) {
    const between = text.slice(end, behind.start - start);
    const other = mentions.some(
      each => each.start >= end && each.end <= behind.start - start,
    );
    if (
      between.length <= NEAR_CHARACTERS &&
      !other &&
      !/[;]|\bthan\b/.test(between) &&
      !BOUND.test(between) &&
      !/\b(must|should|target|required?)\b/i.test(lead)
    )
      return behind;
  }
  const before = numbers.filter(number => number.until - start <= from).at(-1);
  if (!before || used.has(before)) return undefined;
  const between = text.slice(before.until - start, from);
  const isBound = BOUND.test(
    text.slice(
      Math.max(0, before.start - start - BEFORE_CHARACTERS),
      before.start - start,
    ),
  );
  return between.length <= BEFORE_CHARACTERS &&
    /^[\s\p{L}-]*$/u.test(between) &&
    !/\b(and|or)\b/.test(between) &&
    !isBound
    ? before
    : undefined;
}

function endsOf(
  text: string,
  start: number,
  number: NumberMention,
  numbers: readonly NumberMention[],
): readonly NumberMention[] {
  const after = numbers
    .slice(numbers.indexOf(number) + 1)
    .filter(({ said, scale }) => !(said === 95 && scale === 'percent'));
  const [low, high] = after;
  if (!low || !high) return [];
  const lead = text.slice(number.until - start, low.start - start);
  const joint = text.slice(low.end - start, high.start - start);
  return INTERVAL_LEAD.test(lead) && INTERVAL_JOINT.test(joint)
    ? [low, high]
    : [];
}

/** `1,000 test rows`. */
function rowCounts(
  text: string,
  start: number,
  numbers: readonly NumberMention[],
  { evaluations }: KnownSubjects,
): (readonly [NumberMention, string])[] {
  const splits = [...new Set(evaluations.map(({ split }) => split))];
  return numbers.flatMap(number => {
    const after = text.slice(number.until - start);
    const split = splits.find(name =>
      new RegExp(
        `^\\s+${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s+rows\\b`,
        'i',
      ).test(after),
    );
    return split && number.scale === 'plain' ? [[number, split] as const] : [];
  });
}
