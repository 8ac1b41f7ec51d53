import type { z } from 'zod';
import { type ManifestProblem, pointerOf } from './ManifestProblem';
import { nearestWord } from './nearestWord';
import type { Position } from './text/TextDocument';

/**
 * What a schema refuses of a document, each with its place and a remedy.
 *
 * @param error - of a `safeParse` with `reportInput`
 * @param place - of a path into the document
 * @param known - keys that the schema has, for "did you mean"
 */
export function schemaProblems(
  error: z.ZodError,
  place: (path: readonly PropertyKey[]) => Position,
  known: readonly string[],
): ManifestProblem[] {
  // A misspelled key is the cause, the key that is missing for it the consequence.
  return [...error.issues]
    .sort(
      (a, b) =>
        Number(b.code === 'unrecognized_keys') -
        Number(a.code === 'unrecognized_keys'),
    )
    .flatMap(issue => toProblems(issue, place, known));
}

/** Every key of a schema, however deep. */
export function keysOf(schema: unknown, depth = 0): string[] {
  const { def } = (schema ?? {}) as { def?: Record<string, unknown> };
  if (!def || depth > 12) return [];
  const shape = (def.shape ?? {}) as Record<string, unknown>;
  const inner = [
    def.innerType,
    def.element,
    def.in,
    ...((def.options as unknown[]) ?? []),
  ];
  return [
    ...Object.keys(shape),
    ...Object.values(shape).flatMap(value => keysOf(value, depth + 1)),
    ...inner.flatMap(value => keysOf(value, depth + 1)),
  ];
}

function toProblems(
  issue: z.core.$ZodIssue,
  place: (path: readonly PropertyKey[]) => Position,
  known: readonly string[],
): ManifestProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => {
      const near = nearestWord(key, known);
      const remedy = near ? `Did you mean "${near}"?` : 'Remove it.';
      const path = [...issue.path, key];
      return {
        ...place(path),
        pointer: pointerOf(path),
        message: `Unknown key "${key}". ${remedy}`,
      };
    });
  }
  const where =
    issue.path.length > 0
      ? `"${issue.path.map(String).join('.')}"`
      : 'The document';
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  const message = missing
    ? `${where} is missing. Add it.`
    : `${where}: ${issue.message}${found(issue.input)}.`;
  return [{ ...place(issue.path), pointer: pointerOf(issue.path), message }];
}

function found(input: unknown): string {
  if (
    typeof input === 'string' ||
    typeof input === 'number' ||
    typeof input === 'boolean'
  ) {
    return `; found ${JSON.stringify(input).slice(0, 80)}`;
  }
  return '';
}
