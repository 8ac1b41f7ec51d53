import type { CardTemplate } from '../CardTemplate';
import { ANNEX_IV } from './annexIv';
import { HUGGING_FACE } from './huggingFace';

/** Templates that are there without a file. */
export const BUILT_IN_TEMPLATES: readonly CardTemplate[] = [
  HUGGING_FACE,
  ANNEX_IV,
];
