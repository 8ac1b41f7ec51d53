import type { Node } from 'jsonc-parser';
import type { CellValue } from '../Edit';
import { NUMBER } from './isSameValue';

/** What a field of JSON holds. */
export type JsonKind = 'string' | 'number' | 'boolean' | 'nested';

/** Undefined of null: it tells nothing. */
export function kindOf({ type }: Node): JsonKind | undefined {
  switch (type) {
    case 'string':
    case 'number':
    case 'boolean':
      return type;
    case 'array':
    case 'object':
      return 'nested';
    default:
      return undefined;
  }
}

/** A value as text: of a string what it says, else as it is written. */
export function textOfNode(json: string, node: Node): CellValue {
  if (node.type === 'null') return null;
  return node.type === 'string'
    ? String(node.value)
    : json.slice(node.offset, node.offset + node.length);
}

/** A text as JSON of that kind where it is one, else as a string. */
export function writeJson(
  value: CellValue,
  kind: JsonKind | undefined,
): string {
  if (value === null) return 'null';
  const isLiteral =
    (kind === 'number' && NUMBER.test(value)) ||
    (kind === 'boolean' && /^(true|false)$/.test(value)) ||
    (kind === 'nested' && isNested(value));
  return isLiteral ? value : JSON.stringify(value);
}

function isNested(text: string): boolean {
  if (!/^[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    // A row of JSON Lines is one line.
    return !/[\r\n]/.test(text);
  } catch {
    return false;
  }
}
