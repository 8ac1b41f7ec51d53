export type SplitCard = {
  /** Undefined where the file has no front matter. */
  readonly frontMatter?: string;
  /** Line at which the front matter begins, from 1. */
  readonly firstLine: number;
  readonly body: string;
};

/** Splits Markdown into the YAML between two lines of three dashes, and the text below. */
export function splitCard(text: string): SplitCard {
  const open = /^\s*---[ \t]*\r?\n/.exec(text);
  if (!open) return { firstLine: 1, body: text };
  const close = /^---[ \t]*$/m;
  const rest = text.slice(open[0].length);
  const found = close.exec(rest.replace(/\r$/gm, ' '));
  if (!found) return { firstLine: 1, body: text };
  const after = rest.indexOf('\n', found.index);
  return {
    frontMatter: rest.slice(0, found.index),
    firstLine: open[0].split('\n').length,
    body: after < 0 ? '' : rest.slice(after + 1),
  };
}

const SUMMARY_CHARACTERS = 1_000;

/** The first paragraph that is prose. */
export function firstParagraph(body: string): string | undefined {
  for (const paragraph of body.slice(0, 200_000).split(/\r?\n[ \t]*\r?\n/)) {
    const text = paragraph.trim();
    if (text !== '' && !/^([#|<!>*-]|```|\[!|\d+\.)/.test(text)) {
      return text.replace(/\s+/g, ' ').slice(0, SUMMARY_CHARACTERS);
    }
  }
  return undefined;
}
