import { createReadStream } from 'node:fs';
import type { ReadyDialect } from './readDialect';

/**
 * The line, from 1, in which a row of a delimited text file begins; quoted
 * cells may hold line breaks, so that a row is more than a line.
 *
 * @param row - from 0; the header is no row
 */
export async function lineOfRecord(
  file: string,
  dialect: ReadyDialect,
  row: number,
): Promise<number | undefined> {
  const wanted = row + (dialect.header ? 1 : 0);
  const quote = dialect.quote;
  let line = 1;
  let record = -1;
  let begins = 1;
  let quoted = false;
  let isComment = false;
  let text = '';
  const input = createReadStream(file, 'utf8');
  for await (const chunk of input) {
    for (const char of chunk as string) {
      if (char === '\uFEFF' && text === '' && line === 1) continue;
      if (char !== '\n') {
        // Enough of a line to know whether it is empty, or a comment.
        if (text.length <= dialect.comment.length && char !== '\r')
          text += char;
        if (text === dialect.comment && text !== '' && !quoted)
          isComment = true;
        if (quote !== '' && char === quote && !isComment) quoted = !quoted;
        continue;
      }
      if (!quoted) {
        const isRecord =
          line > dialect.skip &&
          !isComment &&
          (text !== '' || dialect.names.length === 1);
        if (isRecord) record++;
        if (record === wanted) return begins;
        begins = line + 1;
        text = '';
        isComment = false;
      }
      line++;
    }
  }
  return record + 1 === wanted && text !== '' ? begins : undefined;
}
