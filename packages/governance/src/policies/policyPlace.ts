/** What a path of a repository holds of policies; undefined where nothing. */
export type PolicyPlace =
  | { readonly kind: 'policy'; readonly level: 'organisation' | 'asset' }
  | {
      readonly kind: 'policy';
      readonly level: 'system';
      /** Its name in the catalog. */
      readonly system: string;
    }
  | { readonly kind: 'waiver'; readonly from: 'policies' | 'asset' };

const FILE = /\.ya?ml$/i;

/**
 * Beside assets policies stand in `greenroom/policies`, and waivers in
 * `greenroom/waivers`. The repository of policies has `organisation`,
 * `systems/NAME` and `waivers` instead, at its root; its own assets are held to
 * those.
 */
export function policyPlace(
  path: string,
  repository: 'of assets' | 'of policies',
): PolicyPlace | undefined {
  if (!FILE.test(path)) return undefined;
  const [first, second, ...rest] = path.split('/');
  if (second === undefined) return undefined;
  if (repository === 'of assets') {
    if (first !== 'greenroom' || rest.length === 0) return undefined;
    if (second === 'policies') return { kind: 'policy', level: 'asset' };
    return second === 'waivers' ? { kind: 'waiver', from: 'asset' } : undefined;
  }
  switch (first) {
    case 'organisation':
      return { kind: 'policy', level: 'organisation' };
    case 'systems':
      return rest.length > 0
        ? { kind: 'policy', level: 'system', system: second }
        : undefined;
    case 'waivers':
      return { kind: 'waiver', from: 'policies' };
    default:
      return undefined;
  }
}

/** Where a waiver of a rule for an asset is written, beside the asset: one file each, so that its commit tells whose it is. */
export function waiverPath(rule: string, asset: string): string {
  return `greenroom/waivers/${asset.replace(
    /[^A-Za-z0-9._-]+/g,
    '-',
  )}-${rule}.yaml`;
}
