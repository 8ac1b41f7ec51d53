import semver from 'semver';
import type { Bump } from './Release';

/** How far one declared version is from another (Semantic Versioning 2.0.0). */
export type DeclaredBump =
  | { readonly kind: 'bump'; readonly bump: Bump }
  /** The version after is the lesser. */
  | { readonly kind: 'backwards' }
  /** One of them is no MAJOR.MINOR.PATCH. */
  | { readonly kind: 'unreadable'; readonly version: string };

/** A pre-release of the same release may change in any way (item 9): it counts as the bump that the release is. */
export function declaredBump(from: string, to: string): DeclaredBump {
  const before = semver.parse(from);
  const after = semver.parse(to);
  if (!before) return { kind: 'unreadable', version: from };
  if (!after) return { kind: 'unreadable', version: to };
  const order = semver.compare(after, before);
  if (order < 0) return { kind: 'backwards' };
  if (order === 0) return { kind: 'bump', bump: 'none' };
  if (after.major > before.major) return { kind: 'bump', bump: 'major' };
  if (after.minor > before.minor) return { kind: 'bump', bump: 'minor' };
  if (after.patch > before.patch) return { kind: 'bump', bump: 'patch' };
  if (after.patch > 0) return { kind: 'bump', bump: 'patch' };
  return { kind: 'bump', bump: after.minor > 0 ? 'minor' : 'major' };
}
