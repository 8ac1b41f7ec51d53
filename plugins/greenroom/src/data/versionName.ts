import type { AssetVersion } from '@greenroom/backstage-plugin-greenroom-common';
import { short } from '../components/Digest';

/** "1.4.0 (c3d4e5f6)", or the digest alone where no version is declared. */
export function versionName(version: AssetVersion): string {
  const digest = short(version.digest);
  return version.semver ? `${version.semver} (${digest})` : digest;
}

/** "1.4.0", or the digest where no version is declared. */
export function briefName(version: AssetVersion): string {
  return version.semver ?? short(version.digest);
}
