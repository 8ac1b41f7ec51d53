import type { Registration } from '@greenroom/backstage-plugin-greenroom-common';
import type { GtoArtifact } from '@greenroom/manifest';

/** What GTO tags say of an asset: GTO names artifacts of a folder `folder:name`, those of the root by name. */
export function registrationOf(
  artifacts: readonly GtoArtifact[],
  folder: string,
  name: string,
): Registration | undefined {
  const full = folder === '' ? name : `${folder}:${name}`;
  const found =
    artifacts.find(artifact => artifact.name === full.toLowerCase()) ??
    artifacts.find(artifact => artifact.name === name.toLowerCase());
  return (
    found && {
      versions: [...found.versions],
      stages: [...found.stages],
      deprecated: found.deprecated,
    }
  );
}
