import type {
  ErrorAnswerTo,
  ErrorView,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Explored } from './Explored';

const PAGE = 50;

/** Rows behind what was chosen, in the order of keys. */
export function keysOf(
  { rows, chosen }: Explored,
  { wrong, offset = 0, limit = PAGE }: Extract<ErrorView, { type: 'keys' }>,
): ErrorAnswerTo<'keys'> {
  const wanted =
    wrong === undefined
      ? chosen
      : chosen.filter(row => (rows.wrong[row] === 1) === wrong);
  return {
    type: 'keys',
    total: wanted.length,
    keys: Array.from(
      wanted.subarray(offset, offset + limit),
      row => rows.keys[row],
    ),
  };
}
