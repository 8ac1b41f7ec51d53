import { createHash } from 'node:crypto';

/** SHA-256 in hex of JSON with sorted keys, so that the same content has one digest. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(
          Object.entries(each).sort(([a], [b]) => (a < b ? -1 : Number(a > b))),
        )
      : each,
  );
}
