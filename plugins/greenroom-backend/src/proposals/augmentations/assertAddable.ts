import { InputError } from '@backstage/errors';
import type { Augmentation, DatasetManifest } from '@greenroom/manifest';
import type { WholeRow } from '../../rows/MadeRows';

/** A pull request of more rows is no longer read. */
const MOST_ROWS = 5_000;
/** Of pictures, in a pull request: 20 MiB, of base64 four thirds of that. */
const MOST_CHARACTERS = (20 * 1024 ** 2 * 4) / 3;

/**
 * Whether the files of a data set take rows that were made.
 *
 * @throws InputError saying why not, and what to do
 */
export function assertAddable(
  manifest: DatasetManifest,
  { recipe }: Augmentation,
  rows: readonly WholeRow[],
): void {
  const instead =
    'Propose the recipe; the rows are made where a model is trained.';
  if (rows.length === 0)
    throw new InputError('No row was kept, so there is nothing to add.');
  if (rows.length > MOST_ROWS)
    throw new InputError(
      `${rows.length} rows are more than the ${MOST_ROWS} that a pull request adds. ${instead}`,
    );
  const { format } = manifest.table ?? {};
  const areFiles = format === 'images' || format === 'coco';
  if (recipe.op !== 'picture') {
    if (!areFiles) return;
    throw new InputError(
      `Rows of ${manifest.name} are pictures: ${recipe.op} makes none that could be added. ${instead}`,
    );
  }
  const column = manifest.columns?.find(({ name }) => name === recipe.column);
  // What fits nowhere is told before anything is made of it.
  if (!areFiles && (format === 'voc' || !column?.width || !column.height))
    throw new InputError(
      `Pictures are added to folders of pictures, to COCO files, and to tables with raw pixels, and ${manifest.name} keeps them otherwise. ${instead}`,
    );
  const characters = rows.reduce((sum, { file = '' }) => sum + file.length, 0);
  if (characters > MOST_CHARACTERS)
    throw new InputError(
      `The pictures are larger than the 20 MiB that a pull request adds. ${instead}`,
    );
}
