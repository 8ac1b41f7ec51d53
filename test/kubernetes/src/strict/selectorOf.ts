import type { ApiObject } from './ObjectStore';
import { Refusal } from './Refusal';

/** What a list or a watch asks for by `labelSelector` and `fieldSelector`: `a=b`, `a!=b`, joined by commas. */
export function selectorOf(
  query: URLSearchParams,
): (object: ApiObject) => boolean {
  const labels = termsOf(query.get('labelSelector'));
  const fields = termsOf(query.get('fieldSelector'));
  return object =>
    labels.every(({ key, isEqual, value }) => {
      const found = object.metadata.labels?.[key];
      return (found === value) === isEqual;
    }) &&
    fields.every(
      ({ key, isEqual, value }) =>
        (fieldAt(object, key.split('.')) === value) === isEqual,
    );
}

type Term = {
  readonly key: string;
  readonly isEqual: boolean;
  readonly value: string;
};

function termsOf(selector: string | null): readonly Term[] {
  if (!selector) return [];
  return selector.split(',').map(term => {
    const [, key, sign, value] = /^([^!=]+)(!?==?)(.*)$/.exec(term) ?? [];
    if (key === undefined) throw new Refusal(400, `No selector: ${term}`);
    return { key, isEqual: !sign.startsWith('!'), value };
  });
}

function fieldAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce(
    (found, field) => (found as Record<string, unknown> | undefined)?.[field],
    value,
  );
}
