import type { Cohort } from './Cohort';
import { COHORT_WORDS } from './printCohort';

const TOKEN =
  /\s*(?:("(?:[^"\\]|\\.)*")|(-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|-?Infinity)(?![\p{L}\p{N}_])|([\p{L}_][\p{L}\p{N}_.-]*)|(>=|<=|>|<|=|[(),]))/uy;
/** Brackets within brackets, before a text is refused. */
const DEEPEST = 50;

type Token = {
  readonly kind: 'text' | 'number' | 'word' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
};

/** Where a text stops being a cohort, and what was expected there. */
export class CohortSyntaxError extends Error {
  constructor(readonly column: number, expected: string, found: string) {
    super(`Column ${column}: expected ${expected}, found ${found}.`);
    this.name = 'CohortSyntaxError';
  }
}

/**
 * Reads what `printCohort` writes: conditions (`age >= 30`, `sex is "Male"`,
 * `class in (1, 2)`, `income is missing`) with `and`, `or`, `not` and brackets;
 * `and` binds before `or`; `all` is all rows.
 *
 * @throws CohortSyntaxError
 */
export function parseCohort(text: string): Cohort {
  const tokens = tokenise(text);
  let next = 0;
  let depth = 0;
  const peek = () => tokens[next];
  const isNext = (kind: Token['kind'], what: string) =>
    peek().kind === kind && peek().text === what;
  const fail = (expected: string): never => {
    const { at, kind, text: found } = peek();
    throw new CohortSyntaxError(
      at + 1,
      expected,
      kind === 'end' ? 'the end' : found,
    );
  };
  const expect = (sign: string) => {
    if (!isNext('sign', sign)) fail(sign);
    next++;
  };

  function list(type: 'and' | 'or', part: () => Cohort): Cohort {
    const of = [part()];
    while (isNext('word', type)) {
      next++;
      of.push(part());
    }
    return of.length === 1 ? of[0] : { type, of };
  }
  function any(): Cohort {
    return list('or', () => list('and', one));
  }

  function one(): Cohort {
    if (depth > DEEPEST) fail(`at most ${DEEPEST} brackets within brackets`);
    depth++;
    try {
      if (isNext('word', 'not')) {
        next++;
        return { type: 'not', of: one() };
      }
      if (isNext('word', 'all')) {
        next++;
        return { type: 'and', of: [] };
      }
      if (!isNext('sign', '(')) return condition();
      next++;
      const inner = any();
      expect(')');
      return inner;
    } finally {
      depth--;
    }
  }

  function condition(): Cohort {
    const { kind, text: name } = peek();
    if (kind !== 'text' && (kind !== 'word' || COHORT_WORDS.has(name)))
      fail('the name of a feature');
    next++;
    const feature = kind === 'text' ? String(JSON.parse(name)) : name;
    const { text: operator } = peek();
    next++;
    switch (operator) {
      case 'is':
      case '=':
        if (isNext('word', 'missing')) {
          next++;
          return { type: 'missing', feature };
        }
        return { type: 'is', feature, values: [value()] };
      case 'in':
        return { type: 'is', feature, values: values() };
      case '>=':
        return { type: 'range', feature, from: number() };
      case '>':
        return { type: 'range', feature, above: number() };
      case '<':
        return { type: 'range', feature, below: number() };
      case '<=':
        return { type: 'range', feature, upTo: number() };
      default:
        next--;
        return fail('is, in, =, <, <=, > or >=');
    }
  }

  function values(): (string | number)[] {
    expect('(');
    const found = [value()];
    while (isNext('sign', ',')) {
      next++;
      found.push(value());
    }
    expect(')');
    return found;
  }

  function value(): string | number {
    const { kind, text: found } = peek();
    if (kind === 'number') return number();
    if (kind !== 'text' && kind !== 'word') fail('a value');
    next++;
    return kind === 'text' ? String(JSON.parse(found)) : found;
  }

  function number(): number {
    const { kind, text: found } = peek();
    if (kind !== 'number') fail('a number');
    next++;
    return Number(found);
  }

  const cohort = any();
  if (peek().kind !== 'end') fail('and, or or the end');
  return cohort;
}

function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const at = pattern.lastIndex;
    const found = pattern.exec(text);
    if (!found) {
      throw new CohortSyntaxError(
        at + 1,
        'a name, a number, a text in quotes or a sign',
        JSON.stringify(text.slice(at, at + 10)),
      );
    }
    const kinds = ['text', 'number', 'word', 'sign'] as const;
    const which = kinds.findIndex((_, i) => found[i + 1] !== undefined);
    const token = found[which + 1];
    tokens.push({
      kind: kinds[which],
      text: token,
      at: pattern.lastIndex - token.length,
    });
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }];
}
