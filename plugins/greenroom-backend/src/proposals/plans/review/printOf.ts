import { createHash } from 'node:crypto';
import type { ChangedRow } from '@greenroom/backstage-plugin-greenroom-common';

/** Hex digits that tell a billion changes apart. */
const PRINT_LENGTH = 32;

/** Names one change of a row: after another push the same change has the same. */
export function printOf(
  asset: string,
  { key, change, cells }: ChangedRow,
): string {
  return createHash('sha256')
    .update(JSON.stringify([asset, key, change, cells]))
    .digest('hex')
    .slice(0, PRINT_LENGTH);
}
