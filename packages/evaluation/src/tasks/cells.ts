import { ModelError } from '../ModelError';

/** A cell as a table has it, with where it stands, for messages. */
export type Cell = {
  readonly value: unknown;
  /** "Row r7: its label". */
  readonly place: string;
};

/** @throws ModelError where it is no number */
export function numberOf({ value, place }: Cell): number {
  const number =
    typeof value === 'string' && value.trim() === '' ? NaN : Number(value);
  if (Number.isFinite(number)) return number;
  throw new ModelError(
    `${place} is ${JSON.stringify(value)}; a number is expected.`,
  );
}

/**
 * A list as tables have it: a list, the text of a JSON list, or texts with
 * something between.
 *
 * @throws ModelError where a text begins as JSON and is no list
 */
export function listOf({ value, place }: Cell, between: RegExp): string[] {
  if (Array.isArray(value)) return value.map(String);
  const text = String(value ?? '').trim();
  if (!text.startsWith('['))
    return text === '' ? [] : text.split(between).map(each => each.trim());
  const read = jsonOf(text);
  if (Array.isArray(read)) return read.map(String);
  throw new ModelError(`${place} begins as a JSON list and is none: ${text}.`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
