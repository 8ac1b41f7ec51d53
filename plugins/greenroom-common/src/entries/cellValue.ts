import { z } from 'zod';

/** Of one cell; rows of text are longer than labels. */
export const CELL_LIMIT = 100_000;

/** As text; null where the row has no value. */
export const cellValue = z.string().max(CELL_LIMIT).nullable();
