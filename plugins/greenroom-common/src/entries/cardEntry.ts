import { z } from 'zod';
import { inBasket } from './entryFields';

/** Of the text of a card that is replaced, and of what replaces it. */
export const CARD_TEXT_LIMIT = 100_000;

/** Instead of a heading: the YAML in front of the card, `FRONT_MATTER_SECTION` of the manifest library. */
export const CARD_FRONT = '---';

/** A section of a card in words. */
export function cardSectionName(section: string): string {
  if (section === CARD_FRONT) return 'the metadata';
  return section === '' ? 'the beginning' : section;
}

/** Another text in the card (README) of the asset. */
export const cardEntrySchema = z.object({
  ...inBasket,
  kind: z.literal('card'),
  /** Heading of the section that is replaced; empty: what stands before all headings; see `CARD_FRONT`. */
  section: z.string().max(300),
  /** The section's text, its heading not counted. */
  from: z.string().max(CARD_TEXT_LIMIT),
  to: z.string().max(CARD_TEXT_LIMIT),
});
export type CardEntry = z.infer<typeof cardEntrySchema>;
