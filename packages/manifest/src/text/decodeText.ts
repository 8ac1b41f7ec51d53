import type { ManifestProblem } from '../ManifestProblem';

const UTF16_MARKS: readonly (readonly [number, number])[] = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

/**
 * The text of a file: UTF-8, with or without a byte order mark. Anything else
 * is refused with its reason, before a parser sees it.
 */
export function decodeText(
  bytes: string | Uint8Array,
  limitBytes: number,
): string | ManifestProblem {
  const sizeBytes = typeof bytes === 'string' ? bytes.length : bytes.byteLength;
  if (sizeBytes > limitBytes) {
    return problem(
      `The manifest has ${sizeBytes} bytes; ${limitBytes} are allowed. Move data into files of its own.`,
    );
  }
  const text = typeof bytes === 'string' ? bytes : decodeUtf8(bytes);
  if (typeof text !== 'string') return text;
  const withoutMark = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const nul = withoutMark.indexOf('\0');
  if (nul >= 0) {
    return problem(
      'The manifest holds binary data. Write it as text in UTF-8.',
      withoutMark.slice(0, nul).split('\n').length,
    );
  }
  return withoutMark;
}

function decodeUtf8(bytes: Uint8Array): string | ManifestProblem {
  if (UTF16_MARKS.some(([a, b]) => bytes[0] === a && bytes[1] === b)) {
    return problem('The manifest is UTF-16, not UTF-8. Save it as UTF-8.');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return problem('The manifest is not UTF-8 text. Save it as UTF-8.');
  }
}

function problem(message: string, line = 1): ManifestProblem {
  return { line, column: 1, pointer: '', message };
}
