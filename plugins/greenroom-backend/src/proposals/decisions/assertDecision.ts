import { ConflictError, InputError } from '@backstage/errors';
import type { Decide } from '@greenroom/backstage-plugin-greenroom-common';
import type { RowNow } from './wordState';

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
  newest: RowNow | undefined,
  classes: readonly string[],
): void {
  const { key, kind, from, to } = decide;
  if (!newest)
    throw new InputError(`There is no row ${key} in the newest version.`);
  if (!seen)
    throw new InputError(
      `There is no row ${key} in the version that was looked at.`,
    );
  if (from !== newest.label)
    throw new ConflictError(
      `Row ${key} is labelled ${newest.label} by now, not ${from}. Look at it again.`,
    );
  if (seen.print !== newest.print)
    throw new ConflictError(
      `Row ${key} has other cells in the newest version. Look at it there.`,
    );
  if (kind !== 'relabel') return;
  if (to === undefined || !classes.includes(to))
    throw new InputError(
      `${to ?? 'Nothing'} is no class of this data set. Choose one of ${classes
        .slice(0, 20)
        .join(', ')}.`,
    );
  if (to === from)
    throw new InputError(
      `Row ${key} has the label ${from} already. Keep it instead.`,
    );
}
