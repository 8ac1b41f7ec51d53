const QUOTE = 0x22;

/** The text of a raw cell, its quotes taken off. */
export function cellText(bytes: Buffer, start: number, end: number): string {
  if (bytes[start] !== QUOTE || start === end)
    return bytes.toString('utf8', start, end);
  return bytes.toString('utf8', start + 1, end - 1).replace(/""/g, '"');
}
