import type { WrittenNumber } from './FoundClaim';

export type NumberMention = WrittenNumber & {
  /** As it is written, without the sign of per cent. */
  readonly digits: string;
  /** Behind the sign of per cent. */
  readonly until: number;
  /** As it stands: 94.1 of `94.1 %`. */
  readonly said: number;
};

/** None that are part of a word, a version, a date or a path. */
const NUMBER =
  /(?<![\p{L}\p{N}_.,/#@\u2212-])[-\u2212]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?![\p{L}\p{N}_]|\.\d|,\d|[-/]\d)/gu;
const PERCENT = /^\s{0,2}(?:%|per ?cent\b)/;

/**
 * Numbers of a piece of text.
 *
 * @param from - offset of the piece in its file
 */
export function numbersIn(piece: string, from: number): NumberMention[] {
  return [...piece.matchAll(NUMBER)].map(match => {
    const [digits] = match;
    const end = match.index + digits.length;
    const percent = PERCENT.exec(piece.slice(end))?.[0];
    return {
      digits,
      start: from + match.index,
      end: from + end,
      until: from + end + (percent?.length ?? 0),
      said: Number(digits.replace(/,/g, '').replace('\u2212', '-')),
      decimals: digits.split('.')[1]?.length ?? 0,
      scale: percent ? 'percent' : 'plain',
      grouping: digits.includes(',') ? 'thousands' : 'none',
    };
  });
}

/** A value as a number that stands there is written: as many decimals, per cent or not. */
export function writeNumber(
  value: number,
  { decimals, scale, grouping }: WrittenNumber,
): string {
  const shown = scale === 'percent' ? 100 * value : value;
  const text = shown.toFixed(decimals);
  const plain = Number(text) === 0 ? text.replace('-', '') : text;
  return grouping === 'thousands'
    ? plain.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',')
    : plain;
}
