import type { LabelIssueKind } from '@greenroom/backstage-plugin-greenroom-common';

/** Why a row is doubtful, in a word or two. */
export const KIND_NAMES: Readonly<Record<LabelIssueKind, string>> = {
  label_error: 'likely wrong',
  ambiguous: 'ambiguous',
  conflict: 'same input, other label',
  exact_duplicate: 'exact duplicate',
  near_duplicate: 'near duplicate',
  outlier: 'unlike all others',
  overlooked: 'overlooked',
  badly_located: 'badly placed box',
  swapped: 'box of another class',
};
