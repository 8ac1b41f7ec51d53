/** How the lines of a text end; as on most systems where it has one line only. */
export function lineEndOf(text: string): '\n' | '\r\n' {
  const newline = text.indexOf('\n');
  return newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n';
}

/** Length of the line end at the end of a text; 0 where there is none. */
export function lineEndLength(text: string): number {
  if (text.endsWith('\r\n')) return 2;
  return text.endsWith('\n') || text.endsWith('\r') ? 1 : 0;
}

/** Where the marks that say how a text is encoded end. */
export function textStart(text: string): number {
  return text.startsWith('\uFEFF') ? 1 : 0;
}
