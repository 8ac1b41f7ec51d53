import { InputError } from '@backstage/errors';
import type { VisibleTable } from './RowAccess';

/** Which parts of what is said of labels a caller may see. */
export type LabelSight = {
  readonly [part in 'key' | 'label' | 'split' | 'annotator']: boolean;
};

/** What stands for a name that is hidden. */
export const HIDDEN = '(hidden)';

export function labelSight({ manifest, masked }: VisibleTable): LabelSight {
  const sees = (column: string | undefined) =>
    column === undefined || !masked.includes(column);
  return {
    key: sees(manifest.key),
    label: sees(manifest.label),
    split: sees(manifest.split),
    annotator: sees(manifest.annotator),
  };
}

/** @throws InputError where rows are asked for by what is hidden */
export function assertSeen(
  sight: LabelSight,
  asked: Partial<Record<keyof LabelSight, unknown>>,
): void {
  for (const part of ['key', 'label', 'split', 'annotator'] as const) {
    if (asked[part] !== undefined && !sight[part])
      throw new InputError(
        `The ${part} is personal data and hidden from you. Ask for rows without it.`,
      );
  }
}
