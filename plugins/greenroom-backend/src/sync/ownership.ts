import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/** A reference as any catalog file may write it: a name alone is of the default kind. */
export function entityRefOf(
  said: string,
  defaultKind: 'group' | 'system',
): string | undefined {
  try {
    return stringifyEntityRef(
      parseEntityRef(said, { defaultKind, defaultNamespace: 'default' }),
    );
  } catch {
    return undefined;
  }
}

/** Catalog names: lower case, as references are compared. */
export function providedEntityRef(
  kind: 'dataset' | 'model',
  name: string,
): string {
  const entityKind = kind === 'dataset' ? 'resource' : 'component';
  return `${entityKind}:default/${name}`.toLowerCase();
}
