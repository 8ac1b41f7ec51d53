import type { Row } from '@greenroom/dataset';
import type { DeclaredConditions } from '@greenroom/manifest';

type Holds = DeclaredConditions[string];

/** Does a row meet every condition? */
export function meetsConditions(where: DeclaredConditions, row: Row): boolean {
  return Object.entries(where).every(([column, holds]) =>
    meets(holds, row[column]),
  );
}

function meets(holds: Holds, cell: Row[string] | undefined): boolean {
  const isMissing =
    cell === null || cell === undefined || Number.isNaN(cell as number);
  if (holds === null || isMissing) return holds === null && isMissing;
  if (Array.isArray(holds)) return holds.some(value => isValue(value, cell));
  if (typeof holds !== 'object') return isValue(holds, cell);
  const { from = -Infinity, below = Infinity } = holds;
  const number = Number(cell);
  return number >= from && number < below;
}

/** Numbers by their amount, whatever they are written as. */
function isValue(value: string | number | boolean, cell: unknown): boolean {
  return typeof cell === 'number' || typeof cell === 'bigint'
    ? Number(value) === Number(cell)
    : String(value) === String(cell);
}

/** "12 <= slant < 24 and group is hard or tricky". */
export function conditionsName(where: DeclaredConditions): string {
  return Object.entries(where)
    .map(([column, holds]) => conditionName(column, holds))
    .join(' and ');
}

function conditionName(column: string, holds: Holds): string {
  if (holds === null) return `${column} is missing`;
  if (Array.isArray(holds)) return `${column} is ${holds.join(' or ')}`;
  if (typeof holds !== 'object') return `${column} is ${holds}`;
  const { from, below } = holds;
  if (from === undefined) return `${column} < ${below}`;
  return below === undefined
    ? `${column} >= ${from}`
    : `${from} <= ${column} < ${below}`;
}
