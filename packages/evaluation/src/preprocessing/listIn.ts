import type { InputValue } from './PreparedStep';

/**
 * The numbers of a cell: a list, or bytes (alone, or as DuckDB hands them over).
 *
 * @throws Error where it holds neither
 */
export function listIn(column: string, value: InputValue): ArrayLike<number> {
  if (value instanceof Uint8Array || Array.isArray(value)) return value;
  const bytes = (value as { bytes?: unknown } | null)?.bytes;
  if (bytes instanceof Uint8Array) return bytes;
  throw new Error(
    `Column ${column} holds no list of numbers. Store pixels as bytes, and numbers as a list.`,
  );
}
