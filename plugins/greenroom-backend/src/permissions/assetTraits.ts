import type { Manifest } from '@greenroom/manifest';

/** As long as its column. */
const TRAIT_LENGTH = 255;

/** One column of its manifest at least is marked as personal data. */
export const TRAIT_PERSONAL = 'personal';

export function tagTrait(tag: string): string {
  return `tag:${tag}`.slice(0, TRAIT_LENGTH);
}

/** What rules ask of a manifest that no column of the table of assets holds. */
export function traitsOf(manifest: Manifest): string[] {
  const isPersonal =
    manifest.kind === 'Dataset' &&
    (manifest.columns ?? []).some(({ personal }) => personal);
  return [
    ...new Set([
      ...(manifest.tags ?? []).map(tagTrait),
      ...(isPersonal ? [TRAIT_PERSONAL] : []),
    ]),
  ];
}
