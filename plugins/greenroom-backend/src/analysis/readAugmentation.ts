import { InputError } from '@backstage/errors';
import {
  type Augmentation,
  augmentationProblems,
  augmentationSchema,
  type LabelledDataset,
} from '@greenroom/manifest';

/**
 * What somebody asks for, as a manifest would have it.
 *
 * @param tested - splits that a model is measured on: no row is made of theirs
 * @throws InputError naming the field, and what it may be
 */
export function readAugmentation(
  asked: unknown,
  dataset: LabelledDataset,
  tested: ReadonlySet<string>,
): Augmentation {
  const read = augmentationSchema.safeParse(asked);
  if (!read.success) {
    const [{ path, message }] = read.error.issues;
    throw new InputError(
      `${path.length > 0 ? `${path.join('.')}: ` : ''}${message}.`,
    );
  }
  const augmentation = read.data;
  const [problem] = augmentationProblems({
    ...dataset,
    columns: [...(dataset.columns ?? [])],
    augmentations: [augmentation],
  } as Parameters<typeof augmentationProblems>[0]);
  if (problem) throw new InputError(problem.message);
  if (tested.has(augmentation.split))
    throw new InputError(
      `Models are measured on the split ${augmentation.split}: nothing is made of its rows. Name the split they are trained on.`,
    );
  return augmentation;
}
