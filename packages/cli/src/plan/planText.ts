import { type Plan, planSections, planTitle } from '@greenroom/change/plan';
import { textTable } from '../textTable';

/** Reasons that are printed; the JSON has all. */
const MOST_REASONS = 30;

/** A plan for a terminal. */
export function planText(plan: Plan): string {
  const left = plan.reasons.length - MOST_REASONS;
  return [
    planTitle(plan),
    ...plan.reasons
      .slice(0, MOST_REASONS)
      .map(({ weight, text }) => `  ${weight.padEnd(6)}  ${text}`),
    ...(left > 0 ? [`  and ${left} more`] : []),
    ...planSections(plan).flatMap(({ title, headings, rows, left: more }) => [
      '',
      title,
      textTable(headings, rows),
      ...(more > 0 ? [`and ${more} more`] : []),
    ]),
  ].join('\n');
}
