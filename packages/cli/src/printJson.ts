import { once } from 'node:events';
import { JsonText } from './JsonText';

/** So much is gathered before it is written. */
const CHUNK_CHARACTERS = 64 * 1024;

/** Prints a document on one line. */
export async function printJson(
  json: object,
  out: NodeJS.WritableStream,
): Promise<void> {
  const pieces =
    json instanceof JsonText ? json.pieces : [JSON.stringify(json)];
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < CHUNK_CHARACTERS) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.write(`${text}\n`);
}
