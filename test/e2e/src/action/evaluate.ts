/** What expressions of a step may name. */
export type Contexts = {
  readonly inputs: Readonly<Record<string, string>>;
  readonly github: object;
  readonly steps: Readonly<
    Record<string, { readonly outputs: Readonly<Record<string, string>> }>
  >;
};

const EXPRESSION = /\$\{\{(.*?)\}\}/gs;
const PATH = /^(inputs|github|steps)((?:\.[A-Za-z_][\w-]*)+)$/;
const LITERAL = /^'((?:[^']|'')*)'$/;

/**
 * A text with its expressions worked out, as far as actions of this repository
 * use them: paths into contexts, texts, and `||`.
 *
 * @throws Error for an expression of another kind
 */
export function evaluate(text: string, contexts: Contexts): string {
  return text.replace(EXPRESSION, (_all, expression: string) => {
    const parts = expression.split('||').map(part => valueOf(part, contexts));
    return parts.find(part => part !== '') ?? '';
  });
}

/** What is not there is empty, as on a runner. */
function valueOf(expression: string, contexts: Contexts): string {
  const text = expression.trim();
  const [, literal] = LITERAL.exec(text) ?? [];
  if (literal !== undefined) return literal.replaceAll("''", "'");
  const [, context, path] = PATH.exec(text) ?? [];
  if (context === undefined)
    throw new Error(
      `The expression ${text} is of a kind that is not worked out here. Teach evaluate.ts, or write it otherwise.`,
    );
  let value: unknown = contexts[context as keyof Contexts];
  for (const name of path.slice(1).split('.'))
    value = (value as Record<string, unknown> | undefined)?.[name];
  return value === undefined || value === null ? '' : String(value);
}
