import {
  findNodeAtLocation,
  type Node,
  parseTree,
  type ParseError,
  printParseErrorCode,
} from 'jsonc-parser';
import { type ManifestProblem, pointerOf } from '../ManifestProblem';
import { findTooDeep } from './findTooDeep';
import { MANIFEST_LIMITS } from './limits';
import { Lines, type ParsedText, refused } from './TextDocument';

/**
 * Parses JSON of a stranger, strictly (RFC 8259): no comments, no trailing
 * commas, no key twice, no nesting beyond the limit. Never throws.
 */
export function parseJson(text: string): ParsedText {
  const lines = new Lines(text);
  const tooDeep = findTooDeep(text, MANIFEST_LIMITS.depth);
  if (tooDeep !== undefined) {
    return refused(
      `The document nests deeper than ${MANIFEST_LIMITS.depth} levels. Flatten it.`,
      lines.at(tooDeep),
    );
  }
  const faults: ParseError[] = [];
  const root = parseTree(text, faults, {
    disallowComments: true,
    allowTrailingComma: false,
  });
  if (faults.length > 0 || !root) {
    const [fault] = faults;
    const what = fault ? wordsOf(printParseErrorCode(fault.error)) : 'no value';
    return refused(
      `This is not JSON: ${what}. Correct it here.`,
      lines.at(fault?.offset ?? 0),
    );
  }
  const twice = findDuplicateKeys(root, lines);
  if (twice.length > 0) return { ok: false, errors: twice };
  return {
    ok: true,
    documents: [
      {
        value: JSON.parse(text) as unknown,
        written: path => {
          const node = findNodeAtLocation(root, path.map(toSegment));
          return node && text.slice(node.offset, node.offset + node.length);
        },
        position: path => {
          for (let length = path.length; length > 0; length--) {
            const node = findNodeAtLocation(
              root,
              path.slice(0, length).map(toSegment),
            );
            if (!node) continue;
            const named = node.parent?.type === 'property' ? node.parent : node;
            return lines.at(named.offset);
          }
          return lines.at(root.offset);
        },
      },
    ],
  };
}

function toSegment(key: PropertyKey): string | number {
  return typeof key === 'number' ? key : String(key);
}

/** "CommaExpected" as "comma expected". */
function wordsOf(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

function findDuplicateKeys(root: Node, lines: Lines): ManifestProblem[] {
  const problems: ManifestProblem[] = [];
  const walk = (node: Node, path: readonly PropertyKey[]) => {
    if (problems.length >= 20) return;
    if (node.type === 'array') {
      node.children?.forEach((child, i) => walk(child, [...path, i]));
      return;
    }
    if (node.type !== 'object') return;
    const seen = new Set<string>();
    for (const property of node.children ?? []) {
      const [key, value] = property.children ?? [];
      const name = String(key?.value);
      if (seen.has(name)) {
        problems.push({
          ...lines.at(property.offset),
          pointer: pointerOf([...path, name]),
          message: `The key "${name}" stands twice in this object. Keep one of them.`,
        });
      }
      seen.add(name);
      if (value) walk(value, [...path, name]);
    }
  };
  walk(root, []);
  return problems;
}
