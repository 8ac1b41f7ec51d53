import {
  type Box,
  boxSchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import { z } from 'zod';

/** More are not drawn over one picture. */
const SHOWN_BOXES = 500;

const boxList = z.array(boxSchema.or(z.null()));

/** The boxes of a row, as JSON; none where they are not of the agreed form. */
export function boxesOf(json: string): Box[] {
  const read = boxList.safeParse(JSON.parse(json));
  if (!read.success) return [];
  return read.data.flatMap(box => box ?? []).slice(0, SHOWN_BOXES);
}
