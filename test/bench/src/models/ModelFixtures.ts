import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Where the real models and data are, and a folder for what is made of them. */
export type ModelFixtures = {
  readonly fixtures: string;
  readonly folder: string;
};

/** A file of `data`, unpacked. */
export function dataFile({ fixtures }: ModelFixtures, name: string): Buffer {
  const bytes = readFileSync(path.join(fixtures, 'data', name));
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

/** Little-endian numbers of single precision. */
export function floatsOf(bytes: Buffer): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

/** The accuracy that the reference measured, as often as it did. */
export function referenceAccuracies(
  { fixtures }: ModelFixtures,
  model: string,
): readonly number[] {
  const verified = JSON.parse(
    readFileSync(path.join(fixtures, 'models/verify.json'), 'utf8'),
  ) as { file: string; acc: number }[];
  return verified.filter(({ file }) => file === model).map(({ acc }) => acc);
}
