import type { LabelIssueFilter } from '@greenroom/backstage-plugin-greenroom-common';
import { type DecidedRow, standingOf } from './DecisionDoor';

/** The columns of issues that are asked for by their value. */
const EQUALS = ['kind', 'split', 'given', 'suggested', 'annotator'] as const;

/**
 * The SQL of which issues are asked for, with its values.
 *
 * @param states - how the decided rows of the version stand
 */
export function issueCondition(
  filter: LabelIssueFilter & { readonly key?: string | readonly string[] },
  states: ReadonlyMap<string, DecidedRow>,
): { readonly where: string; readonly values: (string | number)[] } {
  const values: (string | number)[] = [];
  const bind = (value: string | number) => `$${values.push(value)}`;
  if (filter.key !== undefined)
    return { where: isAmong([filter.key].flat(), bind), values };
  const conditions = EQUALS.flatMap(name => {
    const value = filter[name];
    return value === undefined ? [] : [`"${name}" = ${bind(value)}`];
  });
  if (filter.below !== undefined)
    conditions.push(`score <= ${bind(filter.below)}`);
  if (filter.decided !== undefined)
    conditions.push(decidedCondition(filter.decided, states, bind));
  return { where: ['true', ...conditions].join(' AND '), values };
}

function decidedCondition(
  wanted: NonNullable<LabelIssueFilter['decided']>,
  states: ReadonlyMap<string, DecidedRow>,
  bind: (value: string) => string,
): string {
  const keys = [...states].flatMap(([key, row]) => {
    const standing = standingOf(row);
    const isNamed =
      wanted === 'open' ? standing !== 'open' : standing === wanted;
    return isNamed ? [key] : [];
  });
  const named = isAmong(keys, bind);
  return wanted === 'open' ? `NOT ${named}` : named;
}

function isAmong(
  keys: readonly string[],
  bind: (value: string) => string,
): string {
  return `key IN (SELECT unnest(from_json(${bind(
    JSON.stringify(keys),
  )}, '["VARCHAR"]')))`;
}
