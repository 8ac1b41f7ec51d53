import { UsageError } from '../UsageError';

export type JsonObject = Readonly<Record<string, unknown>>;

/** @throws UsageError naming the place of what is no object */
export function asObject(value: unknown, place: string): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as JsonObject;
  throw new UsageError(`${place} is no object.`);
}

/** @throws UsageError naming the place of what is no list */
export function asList(value: unknown, place: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new UsageError(`${place} is no list.`);
}

/** @throws UsageError naming the place of what is no number */
export function asNumber(value: unknown, place: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new UsageError(`${place} is ${JSON.stringify(value)}, no number.`);
}
