import { type Remark, remarksOnTable } from '@greenroom/error-analysis';
import type { ErrorTable } from './readErrorTable';

/**
 * What a table shows nothing by, or less than it might; each a sentence.
 *
 * @param mostTexts - texts of a feature beyond the most frequent ones are gathered
 */
export function remarksOn(
  { errors, features }: ErrorTable,
  mostTexts = Infinity,
): readonly Remark[] {
  return remarksOnTable(errors, features, mostTexts);
}

/** What was found with what is to be said of it below; nothing was found where the text is empty. */
export function withRemarks(text: string, remarks: readonly Remark[]): string {
  return [text, ...remarks.map(({ says }) => says)].filter(Boolean).join('\n');
}
