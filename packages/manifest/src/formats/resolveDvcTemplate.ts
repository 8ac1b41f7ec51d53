import { asText, isMap } from '../Fields';

/** Values that `${…}` may name, by key. */
export type Variables = Readonly<Record<string, unknown>>;

/** More stages than this no pipeline has; a matrix of strangers may. */
const MAXIMUM_STAGES = 10_000;
const EXPRESSION = /\\?\$\{\s*([^}]*?)\s*\}/g;
/** Values within values. */
const DEEPEST = 32;

/** Thrown where a template names what nobody says; the message names the expression. */
export class TemplateError extends Error {}

/**
 * Replaces `${a.b[0]}` in a value of `dvc.yaml` (DVC, "Templating"). A text
 * that is one expression takes the value as it is; within a longer text only
 * texts, numbers and booleans may stand. `\${` is not replaced.
 *
 * @throws TemplateError where an expression names nothing
 */
export function resolveTemplate(
  value: unknown,
  variables: Variables,
  depth = 0,
): unknown {
  if (depth > DEEPEST) throw new TemplateError('The template nests too deep.');
  if (Array.isArray(value))
    return value.map(item => resolveTemplate(item, variables, depth + 1));
  if (isMap(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        String(resolveText(key, variables)),
        resolveTemplate(item, variables, depth + 1),
      ]),
    );
  }
  return typeof value === 'string' ? resolveText(value, variables) : value;
}

function resolveText(text: string, variables: Variables): unknown {
  const [whole] = [...text.matchAll(EXPRESSION)];
  if (whole && whole[0] === text && !text.startsWith('\\'))
    return lookUp(whole[1], variables);
  return text.replace(EXPRESSION, (found, expression: string) => {
    if (found.startsWith('\\')) return found.slice(1);
    const value = lookUp(expression, variables);
    const words = asText(value);
    if (words === undefined)
      throw new TemplateError(
        `\${${expression}} is no single value; it stands within a text. Name one of its parts.`,
      );
    return words;
  });
}

function lookUp(expression: string, variables: Variables): unknown {
  let value: unknown = variables;
  for (const part of expression.replace(/\[(\w+)\]/g, '.$1').split('.')) {
    const isThere =
      typeof value === 'object' && value !== null && Object.hasOwn(value, part);
    if (!isThere) {
      throw new TemplateError(
        `\${${expression}} names nothing that vars or params.yaml say. Add it there.`,
      );
    }
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

export type ResolvedStage = { readonly name: string; readonly value: unknown };

/**
 * The stages that one entry of `stages` stands for: itself, one for each item
 * of `foreach`, or one for each combination of `matrix`.
 *
 * @throws TemplateError
 */
export function resolveStage(
  name: string,
  entry: unknown,
  variables: Variables,
): ResolvedStage[] {
  if (!isMap(entry)) return [{ name, value: entry }];
  if ('foreach' in entry) return resolveForeach(name, entry, variables);
  if ('matrix' in entry) return resolveMatrix(name, entry, variables);
  return [{ name, value: resolveTemplate(entry, variables) }];
}

function resolveForeach(
  name: string,
  entry: Readonly<Record<string, unknown>>,
  variables: Variables,
): ResolvedStage[] {
  const items = resolveTemplate(entry.foreach, variables);
  const pairs = Array.isArray(items)
    ? items.map((item, i) => [asText(item) ?? String(i), { item }] as const)
    : Object.entries(isMap(items) ? items : {}).map(
        ([key, item]) => [key, { key, item }] as const,
      );
  return pairs.slice(0, MAXIMUM_STAGES).map(([key, own]) => ({
    name: `${name}@${key}`,
    value: resolveTemplate(entry.do, { ...variables, ...own }),
  }));
}

function resolveMatrix(
  name: string,
  entry: Readonly<Record<string, unknown>>,
  variables: Variables,
): ResolvedStage[] {
  const { matrix, ...rest } = entry;
  const axes = Object.entries(isMap(matrix) ? matrix : {}).map(
    ([axis, said]) => {
      const values = resolveTemplate(said, variables);
      return [axis, Array.isArray(values) ? values : [values]] as const;
    },
  );
  let combinations: { key: string[]; item: Record<string, unknown> }[] = [
    { key: [], item: {} },
  ];
  for (const [axis, values] of axes) {
    if (combinations.length * values.length > MAXIMUM_STAGES) {
      throw new TemplateError(
        `The matrix of ${name} has more than ${MAXIMUM_STAGES} combinations. Split it.`,
      );
    }
    combinations = combinations.flatMap(({ key, item }) =>
      values.map((value, i) => ({
        key: [...key, asText(value) ?? `${axis}${i}`],
        item: { ...item, [axis]: value as unknown },
      })),
    );
  }
  return combinations.map(({ key, item }) => ({
    name: `${name}@${key.join('-')}`,
    value: resolveTemplate(rest, { ...variables, item, key: key.join('-') }),
  }));
}
