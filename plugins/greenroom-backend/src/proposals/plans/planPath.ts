import { parseEntityRef } from '@backstage/catalog-model';

/** The page of a plan in the portal: of an asset and a pull request, after one push. */
export function planPath(
  entityRef: string,
  {
    number,
    headCommit,
  }: { readonly number: number; readonly headCommit: string },
): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const query = new URLSearchParams({
    plan: String(number),
    commit: headCommit,
  });
  return `/catalog/${namespace}/${kind.toLowerCase()}/${name}/changes?${query}`;
}
