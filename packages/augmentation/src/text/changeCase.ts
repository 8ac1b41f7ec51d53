export const CASES = ['lower', 'upper', 'sentence'] as const;
export type Case = (typeof CASES)[number];

/** The text in another case; names and abbreviations lose theirs. */
export function changeCase(text: string, to: Case): string {
  switch (to) {
    case 'lower':
      return text.toLowerCase();
    case 'upper':
      return text.toUpperCase();
    case 'sentence':
      return text
        .toLowerCase()
        .replace(/(^|[.!?]\s+)(\p{L})/gu, (_, before, letter) => {
          return before + letter.toUpperCase();
        });
    default:
      throw new Error(`Unknown case ${JSON.stringify(to satisfies never)}`);
  }
}
