import type { JsonValue } from '@backstage/types';

/** A place, and what stands for it elsewhere. */
export type Move = { readonly from: string; readonly to: string };

/** What may follow a place in a text and yet be part of its name. */
const NAME_GOES_ON = /[\p{L}\p{N}._-]/u;

/**
 * A document in which every text that says a place says the other one, with
 * whatever is below it. A place whose name only begins alike stays.
 */
export function moved<T extends JsonValue>(
  value: T,
  moves: readonly Move[],
): T {
  // A place inside another one is moved by its own name.
  const longestFirst = [...moves].sort((a, b) => b.from.length - a.from.length);
  return movedValue(value, longestFirst) as T;
}

function movedValue(value: JsonValue, moves: readonly Move[]): JsonValue {
  if (typeof value === 'string') return moves.reduce(movedText, value);
  if (Array.isArray(value)) return value.map(item => movedValue(item, moves));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      item === undefined ? [] : [[key, movedValue(item, moves)]],
    ),
  );
}

function movedText(text: string, { from, to }: Move): string {
  const [first, ...rest] = text.split(from);
  return rest.reduce(
    (before, after) =>
      before + (NAME_GOES_ON.test(after.slice(0, 1)) ? from : to) + after,
    first,
  );
}
