import { identifier, literal } from '@greenroom/dataset';
import type { DeclaredConditions } from '@greenroom/manifest';

type Holds = DeclaredConditions[string];

/**
 * Conditions of a manifest as SQL over a table `t` and over what was read off its
 * texts and pictures, `x`: the same rows as `meetsConditions` says. Undefined
 * where a condition is on neither.
 */
export function conditionsSql(
  where: DeclaredConditions,
  {
    columns,
    features,
  }: {
    readonly columns: readonly string[];
    readonly features: readonly string[];
  },
): string | undefined {
  const parts: string[] = [];
  const sideOf = (name: string) => {
    if (columns.includes(name)) return 't';
    return features.includes(name) ? 'x' : undefined;
  };
  for (const [name, holds] of Object.entries(where)) {
    const side = sideOf(name);
    if (!side) return undefined;
    parts.push(`(${conditionSql(`${side}.${identifier(name)}`, holds)})`);
  }
  return parts.join(' AND ');
}

function conditionSql(cell: string, holds: Holds): string {
  if (holds === null) return `${cell} IS NULL`;
  if (Array.isArray(holds))
    return holds.map(value => valueSql(cell, value)).join(' OR ');
  if (typeof holds !== 'object') return valueSql(cell, holds);
  const number = `TRY_CAST(${cell} AS DOUBLE)`;
  const { from, below } = holds;
  return [
    ...(from === undefined ? [] : [`${number} >= ${from}`]),
    ...(below === undefined ? [] : [`${number} < ${below}`]),
  ].join(' AND ');
}

/** Numbers by their amount, whatever they are written as. */
function valueSql(cell: string, value: string | number | boolean): string {
  const text = `CAST(${cell} AS VARCHAR) = ${literal(String(value))}`;
  const number = Number(value);
  return typeof value === 'boolean' ||
    String(value).trim() === '' ||
    !Number.isFinite(number)
    ? text
    : `(${text} OR (TRY_CAST(${cell} AS DOUBLE) = ${number} AND typeof(${cell}) <> 'VARCHAR'))`;
}
