import {
  type Augmentation,
  augmentationSchema,
  type Cohort,
  MADE_ROWS,
} from '@greenroom/backstage-plugin-greenroom-common';
import { readOffset } from '../components/useAddress';
import { readCohort } from '../errors/cohortText';

/** What a person tries; all of it lives in the address bar. */
export type AugmentSelection = {
  /** As the form was sent last; its preview is shown. */
  readonly augmentation?: Augmentation;
  /** Only of rows that meet these. */
  readonly where: Cohort;
  /** The version of the model that is asked, or `none`; undefined: the first there is. */
  readonly judge?: string;
  readonly rows: (typeof MADE_ROWS)[number];
  readonly offset: number;
};

/** Reads a selection out of the address bar; what is none is left out. */
export function readAugmentSelection(
  params: URLSearchParams,
): AugmentSelection {
  const augmentation = readRecipe(params.get('recipe'));
  return {
    ...(augmentation ? { augmentation } : {}),
    where: readCohort(params.get('where') ?? ''),
    judge: params.get('judge') ?? undefined,
    rows: params.get('made') === 'dropped' ? 'dropped' : 'kept',
    offset: readOffset(params),
  };
}

function readRecipe(text: string | null): Augmentation | undefined {
  if (text === null) return undefined;
  try {
    const read = augmentationSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
