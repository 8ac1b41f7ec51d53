import { useCallback } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { type Selection, writeSelection } from './useSelection';

export type AssetTab =
  | 'data'
  | 'labels'
  | 'evaluations'
  | 'errors'
  | 'lineage'
  | 'card'
  | 'policies'
  | 'changes'
  | 'sync';

/** Addresses of entity pages, of one tab of them, and of a state of that tab. */
export function useAssetHref() {
  const entityRoute = useRouteRef(entityRouteRef);
  return useCallback(
    (entityRef: string, tab?: AssetTab, selection: Partial<Selection> = {}) => {
      const { kind, namespace, name } = parseEntityRef(entityRef, {
        defaultKind: 'component',
        defaultNamespace: 'default',
      });
      const page = entityRoute({
        kind: kind.toLocaleLowerCase('en-US'),
        namespace: namespace.toLocaleLowerCase('en-US'),
        name,
      });
      const search = writeSelection(
        new URLSearchParams(),
        selection,
      ).toString();
      return `${page}${tab ? `/${tab}` : ''}${search ? `?${search}` : ''}`;
    },
    [entityRoute],
  );
}
