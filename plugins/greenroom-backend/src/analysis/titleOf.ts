import type { Version } from '../registry/Asset';

/** A version as evidence names it. */
export function titleOf({ manifest, facts }: Version): string {
  return facts.semver ? `${manifest.name} ${facts.semver}` : manifest.name;
}
