/** A part of a text, and what stands there instead. */
export type Replacement = {
  readonly start: number;
  readonly end: number;
  readonly written: string;
};

export function insertion(at: number, written: string): Replacement {
  return { start: at, end: at, written };
}

/** As the file ends its lines. */
export function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/**
 * Whole lines below the one on which `end` stands: a comment behind what ends
 * there stays behind it.
 *
 * @param end - where a value ends, before or behind the end of its line
 */
export function insertBelow(
  text: string,
  end: number,
  lines: readonly string[],
): Replacement {
  const lineEnd = lineEndOf(text);
  const next = text.indexOf('\n', end - 1);
  return next < 0
    ? insertion(text.length, lines.map(line => `${lineEnd}${line}`).join(''))
    : insertion(next + 1, lines.map(line => `${line}${lineEnd}`).join(''));
}

/** Where a value starts on its line, and whether it is the first there. */
export function placeInLine(text: string, start: number) {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  return {
    indent: ' '.repeat(before.length),
    before,
    isFirst: before.trim() === '',
  };
}
