import { z } from 'zod';

/** Of a value of a manifest: its longest is a description. */
const MANIFEST_VALUE_LIMIT = 5_000;

export const manifestValue = z.union([
  z.string().max(MANIFEST_VALUE_LIMIT),
  z.number(),
  z.boolean(),
]);
