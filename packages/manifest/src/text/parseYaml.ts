import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Pair,
  Parser,
  visit,
  type YAMLError,
} from 'yaml';
import type { ManifestProblem } from '../ManifestProblem';
import { pointerOf } from '../ManifestProblem';
import { MANIFEST_LIMITS } from './limits';
import {
  type ParsedText,
  type Position,
  refused,
  type TextDocument,
} from './TextDocument';

/** YAML 1.2 with merge keys (`<<`), which Kubernetes and DVC files use. */
const OPTIONS = { merge: true, uniqueKeys: false, strict: true } as const;

/**
 * Parses YAML of a stranger: depth is bounded before anything recursive sees
 * the text, keys that stand twice are refused, aliases are counted before they
 * are followed. Never throws.
 *
 * @param firstLine - line of the file at which the text begins, from 1
 */
export function parseYaml(text: string, firstLine = 1): ParsedText {
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: line + firstLine - 1, column: col };
  };
  const tokens = tokenise(text, lines);
  if (!tokens) {
    return refused(
      `The document nests deeper than ${MANIFEST_LIMITS.depth} levels. Flatten it.`,
      { line: firstLine, column: 1 },
    );
  }
  const composed = [
    ...new Composer({ ...OPTIONS }).compose(tokens, true, text.length),
  ];
  const errors: ManifestProblem[] = [];
  const documents: TextDocument[] = [];
  for (const document of composed.slice(0, MANIFEST_LIMITS.documents)) {
    if (document.errors.length > 0) {
      errors.push(
        ...document.errors.slice(0, 20).map(error => syntax(error, at)),
      );
      continue;
    }
    if (document.contents === null) continue;
    const twice = findDuplicateKeys(document, at);
    const read = twice.length > 0 ? twice : toTextDocument(document, at);
    if (Array.isArray(read)) errors.push(...read);
    else documents.push(read);
  }
  if (composed.length > MANIFEST_LIMITS.documents) {
    return refused(
      `The file has more than ${MANIFEST_LIMITS.documents} documents. Split it.`,
    );
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, documents };
}

/** Undefined where the text nests too deep: the parser keeps a stack, so its height is the depth. */
function tokenise(text: string, lines: LineCounter) {
  const parser = new Parser(lines.addNewLine);
  const tokens = [];
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > MANIFEST_LIMITS.depth) return undefined;
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

function syntax(
  error: YAMLError,
  at: (offset: number) => Position,
): ManifestProblem {
  const [reason] = error.message.split('\n');
  return {
    ...at(error.pos[0]),
    pointer: '',
    message: `This is not YAML: ${reason
      .replace(/ at line \d+, column \d+:?$/, '')
      .replace(/\.$/, '')}. Correct it here.`,
  };
}

/** The parser's own check compares each key with each; a set does not. */
function findDuplicateKeys(
  document: Document,
  at: (offset: number) => Position,
): ManifestProblem[] {
  const problems: ManifestProblem[] = [];
  visit(document, {
    Map(_key, map, ancestors) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = `${typeof key.value} ${String(key.value)}`;
        // Several merge keys are several maps to merge.
        if (seen.has(name) && key.value !== '<<') {
          problems.push({
            ...at(key.range?.[0] ?? 0),
            pointer: pointerOf([...pathOf(ancestors), String(key.value)]),
            message: 'The same key stands twice in this map. Keep one of them.',
          });
        }
        seen.add(name);
      }
      return problems.length < 20 ? undefined : visit.BREAK;
    },
  });
  return problems;
}

function pathOf(ancestors: readonly unknown[]): PropertyKey[] {
  return ancestors.flatMap((ancestor, i): PropertyKey[] => {
    const next = ancestors[i + 1];
    if (isSeq(ancestor)) {
      const index = ancestor.items.indexOf(next);
      return index >= 0 ? [index] : [];
    }
    const pair = ancestor as Partial<Pair>;
    return isScalar(pair.key) ? [String(pair.key.value)] : [];
  });
}

function toTextDocument(
  document: Document,
  at: (offset: number) => Position,
): TextDocument | ManifestProblem[] {
  const position = (path: readonly PropertyKey[]) =>
    positionOf(document, at, path);
  let aliases = 0;
  visit(document, { Alias: () => void (aliases += 1) });
  try {
    if (aliases > MANIFEST_LIMITS.aliases) throw new Error('too many aliases');
    const value: unknown = document.toJS({
      maxAliasCount: MANIFEST_LIMITS.aliases,
    });
    return { value, position, written: path => writtenAt(document, path) };
  } catch {
    return [
      {
        ...position([]),
        pointer: '',
        message: `The document repeats itself through more than ${MANIFEST_LIMITS.aliases} aliases, or an alias names nothing. Write the values out.`,
      },
    ];
  }
}

function writtenAt(
  document: Document,
  path: readonly PropertyKey[],
): string | undefined {
  const node = document.getIn([...path], true);
  return isScalar(node) ? node.source : undefined;
}

function positionOf(
  document: Document,
  at: (offset: number) => Position,
  path: readonly PropertyKey[],
): Position {
  let found: Position | undefined;
  let node: unknown = document.contents;
  for (let i = 0; i <= path.length; i++) {
    if (isAlias(node)) node = node.resolve(document);
    if (isNode(node) && node.range && !found) found = at(node.range[0]);
    if (i === path.length) break;
    const key = path[i];
    if (isMap(node)) {
      const pair = node.items.find(
        item =>
          String(isScalar(item.key) ? item.key.value : item.key) ===
          String(key),
      );
      if (!pair) break;
      if (isNode(pair.key) && pair.key.range) found = at(pair.key.range[0]);
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(key)];
      if (!isNode(item) || !item.range) break;
      found = at(item.range[0]);
      node = item;
    } else break;
  }
  return found ?? at(0);
}
