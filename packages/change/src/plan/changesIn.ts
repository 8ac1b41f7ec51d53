import type { Plan } from './Plan';

/** What is declared otherwise, or follows from what columns hold: asset, what, before, after. */
export function changesIn({
  schema,
  licences,
  personal,
}: Pick<Plan, 'schema' | 'licences' | 'personal'>): string[][] {
  return [
    ...schema.added.map(({ asset, column }) => [
      asset,
      `column ${column}`,
      '',
      'added',
    ]),
    ...schema.removed.map(({ asset, column }) => [
      asset,
      `column ${column}`,
      '',
      'removed',
    ]),
    ...schema.retyped.map(({ asset, column, from, to }) => [
      asset,
      `type of ${column}`,
      from,
      to,
    ]),
    ...licences.map(({ asset, from, to }) => [
      asset,
      'licence',
      from ?? 'not declared',
      to ?? 'not declared',
    ]),
    ...personal.map(({ asset, column, change }) => [
      asset,
      `column ${column}`,
      '',
      change,
    ]),
  ];
}
