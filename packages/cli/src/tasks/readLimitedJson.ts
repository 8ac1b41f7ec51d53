import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { findTooDeep } from '@greenroom/manifest';
import { inputFile } from '../inputFile';
import { UsageError } from '../UsageError';

/** Bounds on what a stranger's JSON may ask of the reader. */
const LIMITS = {
  /** COCO's 118,000 training pictures have 450 MB; a text of V8 holds some 500. */
  fileBytes: 480 * 1024 * 1024,
  /** A sentence of 512 tokens and a hundred classes has 1 MB. */
  lineCharacters: 16 * 1024 * 1024,
  /** COCO's polygons nest five deep. */
  depth: 16,
};

/**
 * Reads a JSON file whole.
 *
 * @throws UsageError naming the file and what is wrong with it
 */
export async function readJsonFile(name: string): Promise<unknown> {
  const file = await inputFile(name);
  try {
    const { size } = await stat(file.path);
    if (size > LIMITS.fileBytes) {
      throw new UsageError(
        `${name} has ${size} bytes; up to ${LIMITS.fileBytes} are read. Split it by pictures.`,
      );
    }
    return parse(await readFile(file.path, 'utf8'), name);
  } finally {
    await file.close();
  }
}

/**
 * Reads a JSONL file line by line; empty lines are passed over.
 *
 * @param use - gets each value, and the file and line for messages
 * @throws UsageError naming file and line of what is no JSON
 */
export async function readJsonLines(
  name: string,
  use: (value: unknown, place: string) => void,
): Promise<void> {
  const file = await inputFile(name);
  try {
    const lines = createInterface({ input: createReadStream(file.path) });
    let number = 0;
    for await (const line of lines) {
      number++;
      if (line.trim() === '') continue;
      const place = `${name}:${number}`;
      if (line.length > LIMITS.lineCharacters) {
        throw new UsageError(
          `${place} has ${line.length} characters; up to ${LIMITS.lineCharacters} are read. Write one item a line.`,
        );
      }
      use(parse(line, place), place);
    }
  } finally {
    await file.close();
  }
}

function parse(text: string, place: string): unknown {
  if (findTooDeep(text, LIMITS.depth) !== undefined)
    throw new UsageError(
      `${place} nests deeper than ${LIMITS.depth} levels. Flatten it.`,
    );
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${place} is not JSON: ${(error as Error).message}.`);
  }
}
