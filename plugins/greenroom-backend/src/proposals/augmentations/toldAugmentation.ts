import { InputError } from '@backstage/errors';
import {
  type AugmentationEntry,
  augmentationEntryKey,
} from '@greenroom/backstage-plugin-greenroom-common';
import { declarationProblem } from '@greenroom/manifest';
import type { AugmentationResult } from '../../analysis/augmentation';
import type { Asset } from '../../registry/Asset';
import type { MadeRows } from '../../rows/MadeRows';
import { assertAddable } from './assertAddable';

/**
 * An augmentation with what its preview says of it.
 *
 * @throws InputError where the manifest cannot say it, or its files cannot take the rows
 * @throws ConflictError where it was looked at on data that is another by now
 */
export async function toldAugmentation(
  { made }: { readonly made: Pick<MadeRows, 'read' | 'kept'> },
  asset: Asset,
  entry: AugmentationEntry,
): Promise<AugmentationEntry> {
  const { manifest } = asset;
  if (manifest.kind !== 'Dataset')
    throw new InputError(
      `${manifest.name} is a model; rows are made of those of data sets.`,
    );
  const augmentation = await made.read({ ...asset, manifest }, entry);
  if (entry.as === 'recipe') {
    const problem = declarationProblem(manifest, {
      kind: 'augmentation',
      augmentation,
    });
    if (problem !== undefined) throw new InputError(problem);
  }
  const { rows, result } = await made.kept(entry, augmentation);
  if (entry.as === 'rows') assertAddable(manifest, augmentation, rows);
  return {
    ...entry,
    augmentation,
    key: augmentationEntryKey(augmentation.name),
    evidence: evidenceOf(result),
  };
}

/** "28 rows made, 24 kept; 4 dropped: most rows around it are of another class". */
function evidenceOf({
  made,
  kept,
  dropped,
  judge,
}: AugmentationResult): string {
  return [
    `${made} rows made, ${kept} kept`,
    ...dropped.map(({ count, words }) => `${count} dropped: ${words}`),
    ...(judge ? [`the model ${judge} was asked`] : []),
  ].join('; ');
}
