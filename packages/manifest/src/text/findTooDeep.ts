/** Offset at which a JSON text first nests deeper than `limit`; brackets within strings do not count. */
export function findTooDeep(text: string, limit: number): number | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '"') {
      i = endOfString(text, i);
    } else if (char === '{' || char === '[') {
      depth += 1;
      if (depth > limit) return i;
    } else if (char === '}' || char === ']') {
      depth -= 1;
    }
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text[i] !== '"' && text[i] !== '\n') {
    i += text[i] === '\\' ? 2 : 1;
  }
  return i;
}
