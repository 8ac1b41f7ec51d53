import { type Node, parseTree } from 'jsonc-parser';
import { replaced } from '../Replacement';

/** Values of an object by field; of a field that stands twice the last, as JSON readers have it. */
export function jsonFields(json: string): ReadonlyMap<string, Node> {
  const properties = parseTree(json)?.children ?? [];
  return new Map(
    properties.flatMap(({ children }) =>
      children?.length === 2 ? [[children[0].value, children[1]] as const] : [],
    ),
  );
}

/** The text of an object with other numbers in fields that it has; all else stays as it is written. */
export function withNumbers(
  json: string,
  numbers: Readonly<Record<string, number>>,
): string {
  const replacements = [...jsonFields(json)].flatMap(
    ([name, { offset, length, value }]) =>
      numbers[name] === undefined || numbers[name] === value
        ? []
        : [
            {
              start: offset,
              end: offset + length,
              written: String(numbers[name]),
            },
          ],
  );
  return replaced(
    json,
    [...replacements].sort((a, b) => a.start - b.start),
  );
}
