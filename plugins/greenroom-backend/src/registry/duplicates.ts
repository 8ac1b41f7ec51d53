import type { FileProblem } from '@greenroom/backstage-plugin-greenroom-common';
import type { Asset } from './Asset';

/** Of assets that claim one entity the first by id has it. */
export function shadowedBy({ id, duplicates }: Asset): string | undefined {
  return duplicates.find(other => other < id);
}

/** Both sides are told. */
export function duplicateProblems(asset: Asset): FileProblem[] {
  return asset.duplicates.map(other => ({
    path: asset.path,
    line: asset.manifest.origins['/name']?.line,
    message: `${
      asset.entityRef
    } is also declared by ${other}. Give one of them another name; until then ${
      shadowedBy(asset) === undefined ? 'this one' : 'the other'
    } has the catalog entity.`,
  }));
}
