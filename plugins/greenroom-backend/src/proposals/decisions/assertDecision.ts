import { ConflictError, InputError } from '@backstage/errors';
import type { Decide } from '@greenroom/backstage-plugin-greenroom-common';
import { boxesChange } from '../boxWords';
import { assertBoxes, type PictureSize } from './assertBoxes';
import { isSameLabel } from './isSameLabel';
import type { RowNow } from './wordState';

/** What the labels of a data set are. */
export type Labelling = {
  readonly form: 'class' | 'boxes';
  readonly classes: readonly string[];
};

type Rules = {
  /** What is said of a row that has the label. */
  same(key: string, label: string): string;
  /** What is said of a row that has another than was seen. */
  other(key: string, seen: string, now: string): string;
  assertLabel: typeof assertBoxes;
};

const RULES: Readonly<Record<Labelling['form'], Rules>> = {
  class: {
    same: (key, label) => `Row ${key} has the label ${label}`,
    other: (key, seen, now) =>
      `Row ${key} is labelled ${now} by now, not ${seen}.`,
    assertLabel: ({ to }, _, classes) => {
      if (to === undefined || !classes.includes(to))
        throw new InputError(
          `${
            to ?? 'Nothing'
          } is no class of this data set. Choose one of ${classes
            .slice(0, 20)
            .join(', ')}.`,
        );
    },
  },
  boxes: {
    same: key => `Picture ${key} has these boxes`,
    other: (key, seen, now) =>
      `Picture ${key} has other boxes by now (${boxesChange(seen, now)}).`,
    assertLabel: assertBoxes,
  },
};

/**
 * That a row can be decided so.
 *
 * @param seen - the row in the version that was looked at
 * @param newest - the row in the newest version, which a pull request would change
 * @throws InputError naming row and remedy where it cannot
 * @throws ConflictError where the row changed since it was looked at
 */
export function assertDecision(
  decide: Omit<Decide, 'seen'>,
  seen: RowNow | undefined,
  newest: (RowNow & { readonly picture?: PictureSize }) | undefined,
  labelling: Labelling,
): void {
  const { key, kind, from, to } = decide;
  const { same, other, assertLabel } = RULES[labelling.form];
  if (!newest)
    throw new InputError(`There is no row ${key} in the newest version.`);
  if (!seen)
    throw new InputError(
      `There is no row ${key} in the version that was looked at.`,
    );
  if (!isSameLabel(from, newest.label))
    throw new ConflictError(
      `${other(key, from, newest.label)} Look at it again.`,
    );
  if (seen.print !== newest.print)
    throw new ConflictError(
      `Row ${key} has other cells in the newest version. Look at it there.`,
    );
  if (kind !== 'relabel') return;
  assertLabel(decide, newest.picture, labelling.classes);
  if (isSameLabel(to!, from))
    throw new InputError(`${same(key, from)} already. Keep it instead.`);
}
