import type { DatasetManifest } from '@greenroom/manifest';
import type { DerivedColumn } from './compute/derived/DerivedInput';

/** Columns of texts and pictures by which rows are told apart though no value of theirs is; personal ones are left out. */
export function derivedColumns({
  columns = [],
}: DatasetManifest): DerivedColumn[] {
  return columns.flatMap((column): DerivedColumn[] => {
    const { name, type, personal, width, height, channels = 1 } = column;
    if (personal) return [];
    if (type === 'text') return [{ of: 'text', name }];
    if (type !== 'image') return [];
    return width !== undefined && height !== undefined
      ? [{ of: 'pixels', name, width, height, channels }]
      : [{ of: 'picture', name }];
  });
}
