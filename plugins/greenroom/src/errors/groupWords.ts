import type {
  ErrorFeature,
  ErrorGroup,
  ErrorMeasure,
} from '@greenroom/backstage-plugin-greenroom-common';
import { plural, quantity, type Unit } from '../components/numbers';

/** Shares of wrong rows are shown in per cent, losses are not. */
export function measureUnit(measure: ErrorMeasure): Unit {
  return measure === 'wrong' ? 'percent' : 'plain';
}

/** The head of a column of rates. */
export const MEASURE_NAMES = { wrong: 'wrong', loss: 'mean loss' } as const;

/** "18.2 % wrong", "mean loss 0.412". */
export function rateWords({ rate }: ErrorGroup, measure: ErrorMeasure): string {
  return measure === 'wrong'
    ? `${quantity(rate.value, 'percent')} wrong`
    : `mean loss ${quantity(rate.value, 'plain')}`;
}

/** "75 of 412 rows wrong (18.2 %)", "412 rows, mean loss 0.412". */
export function groupWords(group: ErrorGroup, measure: ErrorMeasure): string {
  const { rows, errors, rate } = group;
  if (rows === 0) return 'No row is left';
  return measure === 'wrong'
    ? `${errors.toLocaleString('en-GB')} of ${plural(
        rows,
        'row',
      )} wrong (${quantity(rate.value, 'percent')})`
    : `${plural(rows, 'row')}, ${rateWords(group, measure)}`;
}

/** "slant (degrees)", "body length (characters), read off body". */
export function featureName({
  name,
  unit,
  derivedFrom,
}: Pick<ErrorFeature, 'name' | 'unit' | 'derivedFrom'>): string {
  return `${name}${unit ? ` (${unit})` : ''}${
    derivedFrom ? `, read off ${derivedFrom}` : ''
  }`;
}

/** "Rows are told apart by what was read off body and subject, too." */
export function derivedNote(
  features: readonly ErrorFeature[],
): string | undefined {
  const columns = [
    ...new Set(features.flatMap(({ derivedFrom }) => derivedFrom ?? [])),
  ];
  return columns.length === 0
    ? undefined
    : `Rows are told apart by what was read off ${columns.join(' and ')}, too.`;
}

/** The lowest rate that a group may well have: a small group is not the worst by chance. */
export function surelyAtLeast({ rate }: ErrorGroup): number {
  return rate.low ?? rate.value;
}
