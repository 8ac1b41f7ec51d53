import { createReadStream } from 'node:fs';

/**
 * Lines of a file, one at a time: `readline` reads a thousand ahead, which is a
 * gigabyte where a line is a request.
 *
 * @returns each line without its end, and whether it had one
 */
export async function* linesOf(
  file: string,
): AsyncGenerator<{ readonly line: string; readonly isWhole: boolean }> {
  let parts: string[] = [];
  const pieces: AsyncIterable<string> = createReadStream(file, 'utf8');
  for await (const piece of pieces) {
    let from = 0;
    for (
      let end = piece.indexOf('\n');
      end >= 0;
      end = piece.indexOf('\n', from)
    ) {
      parts.push(piece.slice(from, end));
      yield { line: parts.join(''), isWhole: true };
      parts = [];
      from = end + 1;
    }
    parts.push(piece.slice(from));
  }
  const rest = parts.join('');
  if (rest) yield { line: rest, isWhole: false };
}
