import type { Obligation } from './Obligation';

/** Letters that stand on an edge. */
const WORDS_LENGTH = 28;

/** An obligation in as few words as stand on an edge, and in one sentence. */
export function sayObligation(obligation: Obligation): {
  readonly words: string;
  readonly message: string;
} {
  switch (obligation.kind) {
    case 'licence':
      return {
        words: short(obligation.expression),
        message: `It is licensed as ${obligation.expression}.`,
      };
    case 'use condition':
      return {
        words: short(obligation.text),
        message: `Whoever uses it keeps to this: ${obligation.text}`,
      };
    case 'personal data': {
      const { columns, told } = obligation;
      return {
        words: short(
          columns.length > 0
            ? `personal: ${columns.join(', ')}`
            : 'personal data',
        ),
        message: [
          columns.length > 0
            ? `It tells of people, in ${columns.join(', ')}.`
            : 'It tells of people.',
          ...(told ? [told] : []),
        ].join(' '),
      };
    }
    case 'consent':
      return {
        words: short(`consent: ${obligation.purpose}`),
        message: `People agreed to this purpose and no other: ${obligation.purpose}`,
      };
    default: {
      const day = new Date(obligation.until).toISOString().slice(0, 10);
      return {
        words: `gone by ${day}`,
        message: `It must be gone by ${day}, with every copy of its rows.`,
      };
    }
  }
}

function short(words: string): string {
  return words.length > WORDS_LENGTH
    ? `${words.slice(0, WORDS_LENGTH - 1)}…`
    : words;
}
